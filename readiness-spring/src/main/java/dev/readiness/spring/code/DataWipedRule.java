package dev.readiness.spring.code;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.DataStores;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds code that deletes all rows of a repository, or a directory, at each start. */
final class DataWipedRule implements ReadinessRule {

    private static final String ID = "migration.data-wiped";

    private static final Set<String> ALL_ROWS = Set.of("deleteAll", "deleteAllInBatch", "dropCollection", "drop");

    private static final Set<String> DIRECTORIES = Set.of(
            "org.springframework.util.FileSystemUtils.deleteRecursively",
            "org.apache.commons.io.FileUtils.deleteDirectory",
            "org.apache.commons.io.FileUtils.cleanDirectory");

    private final StartCode start;

    private final ReachedCalls calls;

    DataWipedRule(StartCode start, ReachedCalls calls) {
        this.start = start;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Method> methods = start.methods().toList();
        if (methods.isEmpty()) {
            return List.of(
                    Finding.notApplicable(ID, Finding.APPLICATION, "The application has no code for its start."));
        }
        List<Finding> found = methods.stream().flatMap(this::findingIn).toList();
        return found.isEmpty()
                ? List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence(
                                "byte code of what runs at the start",
                                "none of " + methods.size() + " methods gets to a call that deletes everything")))
                : found;
    }

    private Stream<Finding> findingIn(Method method) {
        boolean temporary = calls.firstCall(method, call -> call.name().startsWith("createTemp"))
                .isPresent();
        return temporary
                ? Stream.empty()
                : calls
                        .firstCall(method, this::wipes)
                        .or(() -> deletesWhatItFinds(method))
                        .map(call -> failure(method, call))
                        .stream();
    }

    /** All rows are read, and rows of the same repository deleted, with nothing in between that chooses some of them. */
    private Optional<MethodCall> deletesWhatItFinds(Method method) {
        Set<MethodCall> all = calls.allCalls(method);
        if (all.stream().anyMatch(call -> call.name().equals("filter"))) {
            return Optional.empty();
        }
        return all.stream()
                .filter(read ->
                        read.name().equals("findAll") && read.descriptor().startsWith("()") && isStore(read))
                .flatMap(read -> all.stream()
                        .filter(call -> call.name().equals("delete") && isOneOf(read, call))
                        .map(call -> new MethodCall(read.owner(), call.name(), call.descriptor())))
                .findFirst();
    }

    /** A method reference names the interface that declares the method. */
    private boolean isOneOf(MethodCall repository, MethodCall call) {
        Class<?> type = calls.typeOf(repository);
        Class<?> declaring = calls.typeOf(call);
        return type != null && declaring != null && declaring.isAssignableFrom(type);
    }

    private boolean isStore(MethodCall call) {
        Class<?> type = calls.typeOf(call);
        return type != null && DataStores.isStore(type);
    }

    private boolean wipes(MethodCall call) {
        Class<?> type = calls.typeOf(call);
        boolean store = type != null && DataStores.isStore(type);
        return DIRECTORIES.contains(call.owner() + "." + call.name())
                || (store
                        && ALL_ROWS.contains(call.name())
                        && !call.descriptor().startsWith("(Ljava/lang/Iterable;"));
    }

    private static Finding failure(Method method, MethodCall call) {
        String where = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return Finding.fail(
                ID,
                where,
                "%s runs at each start and gets to %s: what users have stored is gone after a restart, and with two instances while the other one works."
                        .formatted(where, call.shortName()),
                "Take the call of %s out of %s, or keep it for development: @Profile(\"dev\")."
                        .formatted(call.shortName(), where),
                new Evidence("byte code of " + where, "calls " + call.shortName()));
    }
}
