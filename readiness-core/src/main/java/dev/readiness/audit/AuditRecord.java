package dev.readiness.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail: who did what to what, for whom, and with what outcome.
 *
 * <p>A record makes itself safe when it is created. Control characters in any text are written as {@code \}{@code uXXXX}, so
 * that nothing can forge a line. Names and ids are cut to {@value #MAX_NAME} characters, other text to {@value #MAX_TEXT};
 * what was cut ends in {@code …}. Of the details the first {@value #MAX_DETAILS} are kept, of the changes
 * the first {@value #MAX_CHANGES}, and those named like a secret
 * ({@code password}, {@code token}, {@code authorization} and others) hold {@code [redacted]}. In the other details, the reason
 * and the agent, what looks like a secret is replaced: tokens, card numbers, private keys, long random strings.
 *
 * @param id UUID of version 7; a store keeps one record of an id
 * @param time when it happened, in microseconds, because no database keeps more
 * @param action what was done, a stable name like {@code appointment.book}
 * @param outcome how it ended
 * @param actor who did it
 * @param subjects whose data it concerns, for example patient ids; not the same as the targets
 * @param targets what it was done to
 * @param tenant on whose behalf the application was working, in one that serves several customers
 * @param source where the request came from
 * @param correlationId id that joins this record with logs and with those of other applications
 * @param traceId id of the trace, as in W3C {@code traceparent}
 * @param reason why it was done, or why it failed
 * @param changes what became of the fields of the targets
 * @param details further facts, by name
 * @param sealedParts what was {@linkplain FieldProtection#SEALED encrypted for the first subject}, by the part of the record it was
 * @param origin which application recorded it
 * @param schemaVersion version of this layout, at present {@value #SCHEMA_VERSION}
 */
public record AuditRecord(
        UUID id,
        Instant time,
        String action,
        AuditOutcome outcome,
        Actor actor,
        List<String> subjects,
        List<Target> targets,
        @Nullable String tenant,
        @Nullable Source source,
        @Nullable String correlationId,
        @Nullable String traceId,
        @Nullable String reason,
        List<Change> changes,
        Map<String, String> details,
        Map<String, String> sealedParts,
        @Nullable Origin origin,
        int schemaVersion) {

    /** Version of the layout that this library writes. */
    public static final int SCHEMA_VERSION = 1;

    /** Longest name or id, in characters. */
    public static final int MAX_NAME = 200;

    /** Longest other text, in characters. */
    public static final int MAX_TEXT = 1_000;

    /** Most details of one record. */
    public static final int MAX_DETAILS = 50;

    /** Longest sealed text, in characters. */
    public static final int MAX_SEALED = 8_000;

    /** Most changes of one record. */
    public static final int MAX_CHANGES = 100;

    /** Most subjects, and most targets, of one record. */
    public static final int MAX_REFERENCES = 100;

    /** Checks the parts and makes them safe. */
    public AuditRecord {
        Objects.requireNonNull(id, "id");
        if (id.version() != 7) {
            throw new IllegalArgumentException("'id' must be a UUID of version 7 but is " + id);
        }
        time = time.truncatedTo(ChronoUnit.MICROS);
        action = SafeParts.name("action", action);
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(actor, "actor");
        subjects = SafeParts.bounded("subjects", subjects).stream()
                .map(subject -> SafeParts.name("subject", subject))
                .toList();
        targets = List.copyOf(SafeParts.bounded("targets", targets));
        tenant = SafeParts.optional(tenant, MAX_NAME);
        correlationId = SafeParts.optional(correlationId, MAX_NAME);
        traceId = SafeParts.optional(traceId, MAX_NAME);
        reason = SafeParts.withoutSecrets(reason);
        changes = changes.stream().limit(MAX_CHANGES).toList();
        details = SafeParts.details(details);
        sealedParts = SafeParts.ciphertexts(sealedParts);
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("'schemaVersion' must be at least 1 but is " + schemaVersion);
        }
    }

    /** Returns a builder of a successful record, with the actor unknown. Applications use {@link AuditTrail#entry} instead. */
    public static Builder builder(UUID id, Instant time, String action) {
        return new Builder(id, time, action);
    }

    /** Returns this record with {@code texts} in the parts that they are named for, and nothing sealed. */
    AuditRecord opened(Map<String, String> texts) {
        Map<String, String> all = new LinkedHashMap<>(details);
        texts.forEach((place, text) -> {
            if (place.startsWith("details.")) {
                all.put(place.substring("details.".length()), text);
            }
        });
        List<Change> changed = changes.stream()
                .map(change -> new Change(
                        change.field(),
                        texts.getOrDefault(change.place("before"), change.before()),
                        texts.getOrDefault(change.place("after"), change.after())))
                .toList();
        return new AuditRecord(
                id,
                time,
                action,
                outcome,
                actor,
                subjects,
                targets,
                tenant,
                source == null
                        ? null
                        : new Source(
                                texts.getOrDefault("address", source.address()),
                                texts.getOrDefault("agent", source.agent()),
                                source.session()),
                correlationId,
                traceId,
                texts.getOrDefault("reason", reason),
                changed,
                all,
                Map.of(),
                origin,
                schemaVersion);
    }

    /**
     * Who did it.
     *
     * @param type kind of actor: {@code user}, {@code system}, {@code anonymous}
     * @param id who, as the application knows them
     * @param onBehalfOf for whom they acted, if it was not for themselves
     */
    public record Actor(String type, String id, @Nullable String onBehalfOf) {

        /** Checks the parts and makes them safe. */
        public Actor {
            type = SafeParts.name("type", type);
            id = SafeParts.name("id", id);
            onBehalfOf = SafeParts.optional(onBehalfOf, MAX_NAME);
        }

        /** Returns a person or account that the application has authenticated. */
        public static Actor user(String id) {
            return new Actor("user", id, null);
        }

        /** Returns the application itself, for example in a job named {@code id}. */
        public static Actor system(String id) {
            return new Actor("system", id, null);
        }

        /** Returns somebody who has not said who they are. */
        public static Actor anonymous() {
            return new Actor("anonymous", "anonymous", null);
        }
    }

    /**
     * What it was done to.
     *
     * @param type kind of thing, for example {@code appointment}
     * @param id which one
     */
    public record Target(String type, String id) {

        /** Checks the parts and makes them safe. */
        public Target {
            type = SafeParts.name("type", type);
            id = SafeParts.name("id", id);
        }
    }

    /**
     * Where a request came from. The address and the agent are personal data.
     *
     * @param address network address
     * @param agent what the client says of itself
     * @param session what tells one session from another, never the id that the client sends: whoever has that is logged in
     */
    public record Source(
            @Nullable String address,
            @Nullable String agent,
            @Nullable String session) {

        /** Makes the parts safe. */
        public Source {
            address = SafeParts.optional(address, MAX_NAME);
            agent = SafeParts.withoutSecrets(agent);
            session = SafeParts.optional(session, MAX_NAME);
        }

        /** Creates a source without a session. */
        public Source(@Nullable String address, @Nullable String agent) {
            this(address, agent, null);
        }

        /** Returns the same source with a hash of {@code sessionId}, from which nobody gets back to it. */
        public Source inSession(String sessionId) {
            return new Source(address, agent, Sessions.hashed(sessionId));
        }
    }

    /**
     * What became of one field. The history of whole entities is better kept by Hibernate's {@code @Audited}.
     *
     * @param field which field; if it is named like a secret, neither value is kept
     * @param before its value before, if it had one
     * @param after its value afterwards, if it has one
     */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {

        /** Checks the parts and makes them safe. */
        public Change {
            before = before == null ? null : SafeParts.value(field, before);
            after = after == null ? null : SafeParts.value(field, after);
            field = SafeParts.name("field", field);
        }

        /** Returns this change for somebody to read. */
        String text() {
            return field + ": " + (before == null ? "" : before) + " -> " + (after == null ? "" : after);
        }

        /** Returns how a part of this change is called where it is sealed. */
        String place(String part) {
            return "changes." + field + "." + part;
        }
    }

    /**
     * Which application recorded it.
     *
     * @param application its name
     * @param version its version, if known
     * @param node the machine or container it runs on
     */
    public record Origin(
            String application,
            @Nullable String version,
            @Nullable String node) {

        /** Checks the parts and makes them safe. */
        public Origin {
            application = SafeParts.name("application", application);
            version = SafeParts.optional(version, MAX_NAME);
            node = SafeParts.optional(node, MAX_NAME);
        }
    }

    /** Collects the parts of a record. Not safe for use by many threads. */
    public static final class Builder {

        private final UUID id;
        private final Instant time;
        private final String action;
        private AuditOutcome outcome = AuditOutcome.SUCCESS;
        private Actor actor = new Actor("unknown", "unknown", null);
        private final List<String> subjects = new ArrayList<>();
        private final List<Target> targets = new ArrayList<>();
        private @Nullable String tenant;
        private @Nullable Source source;
        private @Nullable String correlationId;
        private @Nullable String traceId;
        private @Nullable String reason;
        private final List<Change> changes = new ArrayList<>();
        private final Map<String, String> details = new LinkedHashMap<>();
        private final Map<String, String> sealedParts = new LinkedHashMap<>();
        private @Nullable Origin origin;
        private int schemaVersion = SCHEMA_VERSION;
        private Function<@Nullable String, @Nullable String> hiding = text -> text;

        private Builder(UUID id, Instant time, String action) {
            this.id = id;
            this.time = time;
            this.action = action;
        }

        /** Sets how it ended. */
        public Builder outcome(AuditOutcome outcome) {
            this.outcome = outcome;
            return this;
        }

        /** Sets who did it. */
        public Builder actor(Actor actor) {
            this.actor = actor;
            return this;
        }

        /** Adds somebody whose data it concerns. */
        public Builder subject(String subject) {
            subjects.add(subject);
            return this;
        }

        /** Adds a thing it was done to. */
        public Builder target(String type, String id) {
            targets.add(new Target(type, id));
            return this;
        }

        /** Sets the tenant. */
        public Builder tenant(@Nullable String tenant) {
            this.tenant = tenant;
            return this;
        }

        /** Sets where the request came from. */
        public Builder source(@Nullable Source source) {
            this.source = source;
            return this;
        }

        /** Sets the id that joins this record with logs and with those of other applications. */
        public Builder correlationId(@Nullable String correlationId) {
            this.correlationId = correlationId;
            return this;
        }

        /** Sets the id of the trace. */
        public Builder traceId(@Nullable String traceId) {
            this.traceId = traceId;
            return this;
        }

        /** Sets why it was done, or why it failed. */
        public Builder reason(@Nullable String reason) {
            this.reason = hiding.apply(reason);
            return this;
        }

        /** Adds what became of a field of the target. */
        public Builder change(String field, @Nullable String before, @Nullable String after) {
            changes.add(new Change(field, hiding.apply(before), hiding.apply(after)));
            return this;
        }

        /** Adds a further fact; an empty one says that nothing was there. */
        public Builder detail(String name, @Nullable String value) {
            String shown = hiding.apply(value);
            details.put(name, shown == null ? "" : shown);
            return this;
        }

        /** Sets which application recorded it. */
        public Builder origin(@Nullable Origin origin) {
            this.origin = origin;
            return this;
        }

        /** Applies {@code mask} to long texts that are added from now on, before they are cut. */
        Builder hiding(Function<@Nullable String, @Nullable String> mask) {
            this.hiding = mask;
            return this;
        }

        Builder sealedPart(String place, String text) {
            sealedParts.put(place, text);
            return this;
        }

        Builder schemaVersion(int schemaVersion) {
            this.schemaVersion = schemaVersion;
            return this;
        }

        /** Returns the record. */
        public AuditRecord build() {
            return new AuditRecord(
                    id,
                    time,
                    action,
                    outcome,
                    actor,
                    subjects,
                    targets,
                    tenant,
                    source,
                    correlationId,
                    traceId,
                    reason,
                    changes,
                    details,
                    sealedParts,
                    origin,
                    schemaVersion);
        }
    }
}
