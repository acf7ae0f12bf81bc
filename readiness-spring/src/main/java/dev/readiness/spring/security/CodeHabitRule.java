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

/** Finds passwords that are compared as they are, signed tokens that never end, and addresses of one machine. */
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
        return switch (kind) {
            case PLAIN_PASSWORD -> "access.password-compared";
            case ENDLESS_TOKEN -> "access.token-endless";
            case TOKEN_IN_OTHER_ZONE -> "access.token-zone";
            case LOCAL_ADDRESS -> "configuration.local-address";
        };
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
        return Finding.fail(id(), habit.where(), problem(habit), remedy(habit), evidence);
    }

    private String problem(CodeHabit habit) {
        return switch (kind) {
            case PLAIN_PASSWORD ->
                "%s compares what was sent with what is stored, so passwords are stored as they are."
                        .formatted(habit.where());
            case ENDLESS_TOKEN ->
                "%s signs a token without an end: whoever gets hold of one has it for ever.".formatted(habit.where());
            case TOKEN_IN_OTHER_ZONE ->
                "%s takes the time on the wall of the server for that of a zone that is written down: in a container, whose zone is UTC, tokens end hours early or live hours longer."
                        .formatted(habit.where());
            case LOCAL_ADDRESS ->
                "%s %s: wherever the application runs, the link or the call leads to the machine of whoever follows it."
                        .formatted(habit.where(), habit.what());
        };
    }

    private String remedy(CodeHabit habit) {
        return switch (kind) {
            case PLAIN_PASSWORD ->
                "Store passwordEncoder.encode(password), and ask passwordEncoder.matches(sent, stored) in %s."
                        .formatted(habit.where());
            case ENDLESS_TOKEN ->
                "Set an end in %s, for example 15 minutes from now: expiration(...) of jjwt, withExpiresAt(...) of java-jwt, expiresAt(...) of JwtClaimsSet."
                        .formatted(habit.where());
            case TOKEN_IN_OTHER_ZONE ->
                "Write Instant.now().plus(Duration.ofMinutes(15)) in %s, which is the same everywhere."
                        .formatted(habit.where());
            case LOCAL_ADDRESS ->
                "Take the address in %s from a setting, for example @Value(\"${app.base-url}\"), or make it of the request with ServletUriComponentsBuilder."
                        .formatted(habit.where());
        };
    }

    private static boolean isStored(String owner, ClassLoader loader) {
        try {
            return AccountTypes.isStored(ClassUtils.forName(owner.replace('/', '.'), loader));
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }
}
