package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ErrorProperties.IncludeAttribute;
import org.springframework.boot.autoconfigure.web.WebProperties;

class ErrorDetailRuleTests {

    private final WebProperties properties = new WebProperties();

    @Test
    void passesTheDefaultsOfSpringBoot() {
        properties.getError().setIncludeBindingErrors(IncludeAttribute.NEVER);
        properties.getError().setIncludeMessage(IncludeAttribute.NEVER);

        assertThat(finding().result()).isEqualTo(Result.PASS);
    }

    @Test
    void namesTheSettingThatTalks() {
        properties.getError().setIncludeStacktrace(IncludeAttribute.ON_PARAM);

        assertThat(finding().result()).isEqualTo(Result.FAIL);
        assertThat(finding().remedy())
                .isEqualTo("Remove spring.web.error.include-stacktrace from the settings of production.");
    }

    @Test
    void saysThatASettingIsDead() {
        Finding finding = assess(
                new ErrorDetailRule(() -> Optional.of(Map.of()), name -> name.equals("server.error.include-message")));

        assertThat(finding.evidence())
                .extracting(Evidence::observation)
                .contains("server.error.include-message is set, "
                        + "but this version of Spring Boot reads spring.web.error.include-message");
    }

    @Test
    void doesNotJudgeErrorHandlingThatIsNotBoots() {
        assertThat(assess(new ErrorDetailRule(Optional::empty, name -> false)).result())
                .isEqualTo(Result.UNKNOWN);
    }

    private Finding finding() {
        return assess(new ErrorDetailRule(() -> Optional.of(WebErrorProperties.talkative(properties)), name -> false));
    }

    private static Finding assess(ErrorDetailRule rule) {
        return rule.rule().assess(new Inventory("clinic", List.of())).get(0);
    }
}
