package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for secrets among the texts in the code. */
final class LiteralsInCode {

    static final String RULE = "secrets.literal-in-code";

    private static final Evidence SEEN = new Evidence("class file", "a constant text; its value is not shown");

    private LiteralsInCode() {}

    static List<Finding> findings(CodeConstants code) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (CodeConstant constant : code.constants()) {
            Exposure exposure = exposure(constant);
            if (exposure.isFailure()) {
                findings.putIfAbsent(constant.where(), failure(constant, exposure));
            }
        }
        return findings.isEmpty() ? List.of(nothingFound(code)) : List.copyOf(findings.values());
    }

    private static Exposure exposure(CodeConstant constant) {
        return Exposure.ofConstant(constant.name(), constant.text().reveal());
    }

    private static Finding failure(CodeConstant constant, Exposure exposure) {
        String simpleName = constant.className().substring(constant.className().lastIndexOf('.') + 1);
        String what = constant.name().isEmpty() ? "the text" : constant.name();
        String variable = constant.name().isEmpty()
                ? "A_SECRET_OF_" + SecretName.of(simpleName).variable()
                : SecretName.of(constant.name()).variable();
        return Finding.fail(
                RULE,
                constant.where(),
                exposure.problem(constant.where()),
                "Remove " + what + " from " + simpleName
                        + ", take the value from outside, in Spring by a constructor parameter" + " @Value(\"${"
                        + variable + "}\"), and replace the old value wherever it is accepted.",
                SEEN);
    }

    private static Finding nothingFound(CodeConstants code) {
        Evidence evidence = new Evidence("class files of the application", code.classesRead() + " classes were read");
        if (!code.classesUnread().isEmpty()) {
            return Finding.unknown(
                    RULE, Finding.APPLICATION, "Could not read the classes " + code.classesUnread(), evidence);
        }
        return code.classesRead() == 0
                ? Finding.unknown(RULE, Finding.APPLICATION, "No class of the application was found", evidence)
                : Finding.pass(RULE, Finding.APPLICATION, evidence);
    }
}
