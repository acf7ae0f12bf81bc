package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.util.ClassUtils;

/** Finds passwords that are compared as they are, and signed tokens that never end. */
final class CodeHabitRule implements ReadinessRule {

    private final CodeHabit.Kind kind;

    private final ApplicationClassFiles files;

    private final Predicate<String> isStored;

    CodeHabitRule(CodeHabit.Kind kind, ApplicationClassFiles files, ClassLoader loader) {
        this.kind = kind;
        this.files = files;
        this.isStored = owner -> isStored(owner, loader);
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(id());
    }

    private String id() {
        return kind == CodeHabit.Kind.PLAIN_PASSWORD ? "access.password-compared" : "access.token-endless";
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<CodeHabit> found = new ArrayList<>();
        ApplicationClassFiles.Reading reading = files.readWithNames(() -> new CodeHabitVisitor(found, isStored));
        List<Finding> failures = found.stream()
                .filter(habit -> habit.kind() == kind)
                .distinct()
                .map(this::failure)
                .toList();
        return failures.isEmpty() ? List.of(reading.nothingFound(id())) : failures;
    }

    private Finding failure(CodeHabit habit) {
        Evidence evidence = new Evidence("byte code of " + habit.where(), habit.what());
        return kind == CodeHabit.Kind.PLAIN_PASSWORD
                ? Finding.fail(
                        id(),
                        habit.where(),
                        "%s compares what was sent with what is stored, so passwords are stored as they are."
                                .formatted(habit.where()),
                        "Store passwordEncoder.encode(password), and ask passwordEncoder.matches(sent, stored) in %s."
                                .formatted(habit.where()),
                        evidence)
                : Finding.fail(
                        id(),
                        habit.where(),
                        "%s signs a token without an end: whoever gets hold of one has it for ever."
                                .formatted(habit.where()),
                        "Set an end in %s, for example 15 minutes from now: expiration(...) of jjwt, withExpiresAt(...) of java-jwt, expiresAt(...) of JwtClaimsSet."
                                .formatted(habit.where()),
                        evidence);
    }

    private static boolean isStored(String owner, ClassLoader loader) {
        try {
            return AccountTypes.isStored(ClassUtils.forName(owner.replace('/', '.'), loader));
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }
}
