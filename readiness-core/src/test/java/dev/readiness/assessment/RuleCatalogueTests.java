package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleCatalogueTests {

    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?](?=\\s|$)");

    @Test
    void everyFieldOfEveryRuleIsFilled() {
        assertThat(RuleCatalogue.all()).allSatisfy(rule -> {
            assertThat(rule.title()).isNotBlank().doesNotEndWith(".");
            assertThat(rule.seenBy()).isNotBlank().endsWith(".");
            assertThat(rule.remedy()).isNotBlank().endsWith(".");
        });
    }

    @Test
    void everyRuleSaysInOneOrTwoSentencesWhyItMatters() {
        assertThat(RuleCatalogue.all())
                .allSatisfy(rule -> assertThat(
                                END_OF_SENTENCE.matcher(rule.why()).results().count())
                        .as(rule.id())
                        .isBetween(1L, 2L));
    }
}
