package dev.readiness.migration;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds to changes what follows from Flyway running a file in one transaction, or not. Reads one file from its first statement
 * to its last.
 */
final class FileTransaction {

    private static final Set<ChangeKind> OUTSIDE =
            EnumSet.of(ChangeKind.VACUUM, ChangeKind.NEEDS_NO_TRANSACTION, ChangeKind.DROP_DATABASE);

    private static final Set<ChangeKind> LONG = EnumSet.of(
            ChangeKind.UPDATE,
            ChangeKind.DELETE,
            ChangeKind.VALIDATE_CONSTRAINT,
            ChangeKind.CREATE_INDEX,
            ChangeKind.CREATE_TABLE_AS,
            ChangeKind.CREATE_MATERIALIZED_VIEW);

    private static final Set<ChangeKind> CONCURRENT =
            EnumSet.of(ChangeKind.CREATE_INDEX, ChangeKind.DROP_INDEX, ChangeKind.REINDEX, ChangeKind.DETACH_PARTITION);

    private final List<Recognised> statements;
    private final boolean transactional;
    private final boolean mixed;
    private final LintContext context;
    private final Set<String> notValid = new HashSet<>();
    private final Set<String> locked = new LinkedHashSet<>();

    FileTransaction(MigrationScript script, List<Recognised> statements, LintContext context) {
        this.statements = statements;
        this.context = context;
        boolean outside =
                statements.stream().flatMap(one -> one.changes().stream()).anyMatch(this::seenByFlyway);
        boolean inside =
                statements.stream().anyMatch(one -> one.changes().stream().noneMatch(this::seenByFlyway));
        boolean decided = script.executeInTransaction().isPresent();
        this.mixed = outside && inside && !context.mixed() && !decided;
        this.transactional = script.executeInTransaction().orElse(!outside);
    }

    /** Returns the tables in use that the transaction has locked so far, as they are written. */
    Set<String> locked() {
        return locked;
    }

    boolean isTransactional() {
        return transactional;
    }

    /** Adds to {@code change} of statement number {@code index}. */
    void add(SchemaChange change, int index) {
        boolean outside = needsNoTransaction(change);
        change.with(outside && transactional, Trait.SAME_TRANSACTION)
                .with(outside && mixed, Trait.MIXED_FILE)
                .with(isConcurrent(change) && context.flywayLock(), Trait.FLYWAY_LOCK)
                .with(maker(change, index).isPresent(), Trait.RECREATED);
        if (change.kind() == ChangeKind.ADD_ENUM_VALUE && transactional) {
            change.with(usedLater(change.part("value"), index), Trait.TWICE);
        }
        if (!transactional) {
            return;
        }
        String constraint = change.object().key() + " " + change.key("constraint");
        if (change.has(Trait.NOT_VALID)) {
            notValid.add(constraint);
        }
        change.with(
                change.kind() == ChangeKind.VALIDATE_CONSTRAINT && notValid.contains(constraint),
                Trait.SAME_TRANSACTION);
        boolean copies = change.kind() == ChangeKind.INSERT && change.has(Trait.FROM_QUERY);
        boolean onNew =
                change.has(Trait.NEW) && !copies && !change.kind().name().startsWith("CREATE_");
        boolean takesLong = (LONG.contains(change.kind()) || copies) && !change.has(Trait.FEW_ROWS) && !onNew;
        if (takesLong && !locked.isEmpty() && !(change.kind() == ChangeKind.CREATE_INDEX && change.has(Trait.NEW))) {
            change.with(Trait.AFTER_STRONG_LOCK).part("locked", String.join(", ", locked));
        }
    }

    /** Remembers the lock that {@code change} keeps until the end. */
    void remember(SchemaChange change) {
        boolean table = !change.object().key().isEmpty() && !change.has(Trait.NEW);
        if (table && change.lock().blocksWrites() && !change.has(Trait.UNCHANGED)) {
            locked.add(change.part("table"));
        }
    }

    private static boolean isConcurrent(SchemaChange change) {
        return CONCURRENT.contains(change.kind()) && change.has(Trait.CONCURRENTLY);
    }

    /** Returns whether {@code change} works outside a transaction only, whatever the version of the server. */
    static boolean mustRunAlone(SchemaChange change) {
        boolean wholeDatabase = change.object().key().isEmpty()
                && (change.kind() == ChangeKind.CLUSTER || change.kind() == ChangeKind.REINDEX);
        return isConcurrent(change) || OUTSIDE.contains(change.kind()) || wholeDatabase;
    }

    private boolean needsNoTransaction(SchemaChange change) {
        boolean enumValue = change.kind() == ChangeKind.ADD_ENUM_VALUE && context.serverVersion() < 12;
        return mustRunAlone(change) || enumValue;
    }

    /** Flyway recognises these by their first words, and the rest needs a {@code .conf} file. */
    private boolean seenByFlyway(SchemaChange change) {
        boolean unseen = change.has(Trait.UNSEEN_BY_FLYWAY)
                || change.kind() == ChangeKind.DETACH_PARTITION
                || change.kind() == ChangeKind.CLUSTER;
        return needsNoTransaction(change) && !unseen;
    }

    /** Returns what makes the object of {@code change} again, behind it in the same file. */
    Optional<SchemaChange> maker(SchemaChange change, int index) {
        Set<ChangeKind> makers = switch (change.kind()) {
            case DROP_VIEW, RENAME_TABLE, MOVE_TO_SCHEMA ->
                EnumSet.of(ChangeKind.CREATE_VIEW, ChangeKind.CREATE_MATERIALIZED_VIEW);
            case RENAME_VIEW ->
                EnumSet.of(ChangeKind.CREATE_VIEW, ChangeKind.CREATE_MATERIALIZED_VIEW, ChangeKind.CREATE_TABLE_AS);
            case DROP_FUNCTION -> EnumSet.of(ChangeKind.CREATE_FUNCTION);
            case DROP_TYPE -> EnumSet.of(ChangeKind.CREATE_TYPE, ChangeKind.CREATE_DOMAIN);
            case DROP_SEQUENCE -> EnumSet.of(ChangeKind.CREATE_SEQUENCE);
            case DROP_TABLE -> EnumSet.of(ChangeKind.CREATE_TABLE, ChangeKind.CREATE_TABLE_AS);
            default -> EnumSet.noneOf(ChangeKind.class);
        };
        if (makers.isEmpty()) {
            return Optional.empty();
        }
        return statements.subList(index + 1, statements.size()).stream()
                .flatMap(later -> later.changes().stream())
                .filter(later -> makers.contains(later.kind())
                        && later.object().key().equals(change.object().key()))
                .reduce((earlier, later) -> later);
    }

    private boolean usedLater(String value, int index) {
        return statements.subList(index + 1, statements.size()).stream()
                .filter(later ->
                        later.changes().stream().noneMatch(change -> change.kind() == ChangeKind.ADD_ENUM_VALUE))
                .flatMap(later -> later.statement().tokens().stream())
                .anyMatch(token -> token.text().equals(value));
    }
}
