package dev.readiness.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One access to, or attempt at, the data of a subject, with what the law wants to know of it.
 *
 * @param record id of the audit record
 * @param time when
 * @param party who asked or received, with whom they acted for
 * @param address where the party was, if known
 * @param what what was done
 * @param targets to what
 * @param interest the reason that was given; {@code null} if none was
 * @param outcome whether they got it
 */
public record Disclosure(
        String record,
        Instant time,
        String party,
        @Nullable String address,
        String what,
        List<AuditRecord.Target> targets,
        @Nullable String interest,
        AuditOutcome outcome) {

    /** Copies the list. */
    public Disclosure {
        targets = List.copyOf(targets);
    }

    static Disclosure of(AuditRecord entry) {
        AuditRecord.Actor actor = entry.actor();
        AuditRecord.Source source = entry.source();
        return new Disclosure(
                entry.id().toString(),
                entry.time(),
                actor.type() + " " + actor.id() + (actor.onBehalfOf() == null ? "" : " for " + actor.onBehalfOf()),
                source == null ? null : source.address(),
                entry.action(),
                entry.targets(),
                entry.reason(),
                entry.outcome());
    }

    List<String> cells() {
        return List.of(
                time.toString(),
                party,
                address == null ? "" : address,
                what,
                String.join(
                        " ",
                        targets.stream()
                                .map(target -> target.type() + ":" + target.id())
                                .toList()),
                interest == null ? "" : interest,
                outcome.name(),
                record);
    }
}
