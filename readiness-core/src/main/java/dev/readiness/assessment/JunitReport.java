package dev.readiness.assessment;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML: a test suite for each rule, a test case for each of its places. What is neither passed nor failed is skipped, with
 * the reason.
 */
final class JunitReport implements ReportWriter {

    @Override
    public String render(Assessment assessment) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new Document(xml).write(assessment);
            xml.close();
        } catch (XMLStreamException ex) {
            throw new IllegalStateException("Cannot write XML into memory", ex);
        }
        return out.toString();
    }

    private record Document(XMLStreamWriter xml) {

        void write(Assessment assessment) throws XMLStreamException {
            xml.writeStartDocument("UTF-8", "1.0");
            newLine(0);
            xml.writeStartElement("testsuites");
            attribute("name", assessment.application());
            for (RuleFindings rule : RuleFindings.of(assessment)) {
                suite(rule);
            }
            newLine(0);
            xml.writeEndElement();
            newLine(0);
            xml.writeEndDocument();
        }

        private void suite(RuleFindings rule) throws XMLStreamException {
            List<Finding> findings = rule.findings();
            long failures = rule.count(Result.FAIL);
            long skipped = findings.size() - failures - rule.count(Result.PASS);
            newLine(1);
            xml.writeStartElement("testsuite");
            attribute("name", rule.rule().id());
            attribute("tests", String.valueOf(findings.size()));
            attribute("failures", String.valueOf(failures));
            attribute("errors", "0");
            attribute("skipped", String.valueOf(skipped));
            for (Finding finding : findings) {
                testCase(finding, rule.rule());
            }
            newLine(1);
            xml.writeEndElement();
        }

        private void testCase(Finding finding, RuleDescription rule) throws XMLStreamException {
            newLine(2);
            xml.writeStartElement("testcase");
            attribute("classname", finding.ruleId());
            attribute("name", finding.where());
            if (finding.result() == Result.FAIL) {
                xml.writeStartElement("failure");
                attribute("type", Wording.of(rule.severity()));
                attribute("message", finding.problem());
                xml.writeCharacters(legal(finding.remedy()));
                xml.writeEndElement();
            } else if (finding.result() != Result.PASS) {
                xml.writeEmptyElement("skipped");
                attribute("message", skipped(finding));
            }
            xml.writeEndElement();
        }

        private static String skipped(Finding finding) {
            return finding.acceptance()
                    .map(acceptance -> acceptance.source() + ": " + acceptance.observation())
                    .orElse(Wording.of(finding.result()) + ": " + finding.problem());
        }

        private void attribute(String name, String value) throws XMLStreamException {
            xml.writeAttribute(name, legal(value));
        }

        private void newLine(int depth) throws XMLStreamException {
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }

        /** Replaces what XML 1.0 cannot hold at all. */
        private static String legal(String text) {
            return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        }
    }
}
