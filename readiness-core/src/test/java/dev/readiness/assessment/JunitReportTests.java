package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitReportTests {

    @Test
    void everyFindingIsATestCase() throws Exception {
        Document xml = parse(ReportWriter.junit().render(ExampleAssessment.clinic()));

        assertThat(elements(xml, "testcase"))
                .hasSameSizeAs(ExampleAssessment.clinic().findings());
    }

    @Test
    void countsOfASuiteAreThoseOfItsCases() throws Exception {
        Document xml = parse(ReportWriter.junit().render(ExampleAssessment.clinic()));

        assertThat(elements(xml, "testsuite")).isNotEmpty().allSatisfy(suite -> {
            assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
            assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
            assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
        });
    }

    @Test
    void failureHoldsProblemAndRemedy() throws Exception {
        Element failure = elements(parse(ReportWriter.junit().render(ExampleAssessment.clinic())), "failure")
                .get(0);

        assertThat(failure.getAttribute("type")).isEqualTo("critical");
        assertThat(failure.getAttribute("message")).isEqualTo("Anyone can open it without logging in.");
        assertThat(failure.getTextContent()).contains("hasRole(\"ADMIN\")");
    }

    @Test
    void waivedPlaceIsSkippedWithTheReason() throws Exception {
        assertThat(elements(parse(ReportWriter.junit().render(ExampleAssessment.clinic())), "skipped"))
                .extracting(skipped -> skipped.getAttribute("message"))
                .contains("waived until 2027-01-31: reached through the office network only");
    }

    @Test
    void hostileTextsStayText() throws Exception {
        String hostile = "\"]]></failure><!--&\u0000\uD800";

        Document xml = parse(ReportWriter.junit().render(ExampleAssessment.everyTextIs(hostile)));

        assertThat(elements(xml, "failure").get(0).getTextContent()).isEqualTo("\"]]></failure><!--&\uFFFD\uFFFD");
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static String count(Element suite, String name) {
        return String.valueOf(suite.getElementsByTagName(name).getLength());
    }

    private static List<Element> elements(Document xml, String name) {
        NodeList nodes = xml.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }
}
