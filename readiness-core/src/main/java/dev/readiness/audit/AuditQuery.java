package dev.readiness.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records to read, and from where on.
 *
 * <p>Records are ordered by id, which is the order in which they were created. A page continues after the last id of the
 * one before, so that reading far into a long trail costs no more than reading its beginning.
 *
 * @param order newest or oldest first
 * @param limit most records of a page, from 1 to {@value #MAX_LIMIT}
 * @param after id of the last record of the page before
 * @param actor only records of the actor with this id
 * @param action only records of this action
 * @param outcome only records with this outcome
 * @param from only records of this time or later
 * @param until only records before this time
 * @param subject only records that concern this person's data
 * @param target only records of what was done to this
 */
public record AuditQuery(
        Order order,
        int limit,
        @Nullable UUID after,
        @Nullable String actor,
        @Nullable String action,
        @Nullable AuditOutcome outcome,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String subject,
        AuditRecord.@Nullable Target target) {

    /** Most records of a page. */
    public static final int MAX_LIMIT = 1_000;

    /** In which order records are read. */
    public enum Order {
        /** The latest first. */
        NEWEST_FIRST,
        /** The earliest first. */
        OLDEST_FIRST;

        Comparator<AuditRecord> comparator() {
            Comparator<AuditRecord> byId = Comparator.comparing(AuditRecord::id);
            return this == OLDEST_FIRST ? byId : byId.reversed();
        }
    }

    /** Checks order and limit, and makes texts what a record makes of them: what was cut there is found by the whole. */
    public AuditQuery {
        Objects.requireNonNull(order, "order");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("'limit' must be from 1 to " + MAX_LIMIT + " but is " + limit);
        }
        actor = SafeParts.optional(actor, AuditRecord.MAX_NAME);
        action = SafeParts.optional(action, AuditRecord.MAX_NAME);
        subject = SafeParts.optional(subject, AuditRecord.MAX_NAME);
    }

    /** Returns a query for the latest {@code limit} records. */
    public static AuditQuery newestFirst(int limit) {
        return new AuditQuery(Order.NEWEST_FIRST, limit, null, null, null, null, null, null, null, null);
    }

    /** Returns a query for the earliest {@code limit} records. */
    public static AuditQuery oldestFirst(int limit) {
        return new AuditQuery(Order.OLDEST_FIRST, limit, null, null, null, null, null, null, null, null);
    }

    /** Returns this query, continued after the record {@code last}. */
    public AuditQuery after(@Nullable UUID last) {
        return new AuditQuery(order, limit, last, actor, action, outcome, from, until, subject, target);
    }

    /** Returns this query, only for the actor with the id {@code id}. */
    public AuditQuery byActor(@Nullable String id) {
        return new AuditQuery(order, limit, after, id, action, outcome, from, until, subject, target);
    }

    /** Returns this query, only for the action {@code name}. */
    public AuditQuery ofAction(@Nullable String name) {
        return new AuditQuery(order, limit, after, actor, name, outcome, from, until, subject, target);
    }

    /** Returns this query, only for {@code wanted}. */
    public AuditQuery withOutcome(@Nullable AuditOutcome wanted) {
        return new AuditQuery(order, limit, after, actor, action, wanted, from, until, subject, target);
    }

    /** Returns this query, only for records of {@code time} or later. */
    public AuditQuery since(@Nullable Instant time) {
        return new AuditQuery(order, limit, after, actor, action, outcome, time, until, subject, target);
    }

    /** Returns this query, only for records before {@code time}. */
    public AuditQuery before(@Nullable Instant time) {
        return new AuditQuery(order, limit, after, actor, action, outcome, from, time, subject, target);
    }

    /** Returns this query, only for records that concern the data of {@code person}. */
    public AuditQuery about(@Nullable String person) {
        return new AuditQuery(order, limit, after, actor, action, outcome, from, until, person, target);
    }

    /** Returns this query, only for what was done to {@code thing}. */
    public AuditQuery onTarget(AuditRecord.@Nullable Target thing) {
        return new AuditQuery(order, limit, after, actor, action, outcome, from, until, subject, thing);
    }

    /** Returns whether {@code candidate} belongs to the answer, limit and order aside. */
    public boolean matches(AuditRecord candidate) {
        return (after == null || isBefore(after, candidate.id()))
                && (actor == null || actor.equals(candidate.actor().id()))
                && (action == null || action.equals(candidate.action()))
                && (outcome == null || outcome == candidate.outcome())
                && (from == null || !candidate.time().isBefore(from))
                && (until == null || candidate.time().isBefore(until))
                && (subject == null || candidate.subjects().contains(subject))
                && (target == null || candidate.targets().contains(target));
    }

    private boolean isBefore(UUID first, UUID second) {
        int comparison = first.compareTo(second);
        return order == Order.OLDEST_FIRST ? comparison < 0 : comparison > 0;
    }
}
