package dev.readiness.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail: who did what to what, for whom, and with what outcome.
 *
 * <p>A record makes itself safe when it is created. Control characters in any text are written as {@code \}{@code uXXXX}, so
 * that nothing can forge a line. Names and ids are cut to {@value #MAX_NAME} characters, other text to {@value #MAX_TEXT};
 * what was cut ends in {@code …}. Of the details the first {@value #MAX_DETAILS} are kept, and those named like a secret
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
 * @param correlationId id that joins this record with logs and traces
 * @param reason why it was done, or why it failed
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
        @Nullable String reason,
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

    /** Most subjects, and most targets, of one record. */
    public static final int MAX_REFERENCES = 100;

    /** Checks the parts and makes them safe. */
    public AuditRecord {
        Objects.requireNonNull(id, "id");
        if (id.version() != 7) {
            throw new IllegalArgumentException("'id' must be a UUID of version 7 but is " + id);
        }
        time = time.truncatedTo(ChronoUnit.MICROS);
        action = name("action", action);
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(actor, "actor");
        subjects = bounded("subjects", subjects).stream()
                .map(subject -> name("subject", subject))
                .toList();
        targets = List.copyOf(bounded("targets", targets));
        tenant = optional(tenant, MAX_NAME);
        correlationId = optional(correlationId, MAX_NAME);
        reason = withoutSecrets(reason);
        details = safe(details);
        sealedParts = ciphertexts(sealedParts);
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("'schemaVersion' must be at least 1 but is " + schemaVersion);
        }
    }

    /** Returns a builder of a successful record, with the actor unknown. Applications use {@link AuditTrail#entry} instead. */
    public static Builder builder(UUID id, Instant time, String action) {
        return new Builder(id, time, action);
    }

    private static String name(String part, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'" + part + "' must not be blank");
        }
        return SafeText.of(text, MAX_NAME);
    }

    private static @Nullable String optional(@Nullable String text, int limit) {
        return text == null || text.isBlank() ? null : SafeText.of(text, limit);
    }

    private static @Nullable String withoutSecrets(@Nullable String text) {
        String safe = optional(text, MAX_TEXT);
        return safe == null ? null : SensitiveValues.redacted(safe);
    }

    private static <T> List<T> bounded(String part, List<T> list) {
        if (list.size() > MAX_REFERENCES) {
            throw new IllegalArgumentException(
                    "'" + part + "' must hold at most " + MAX_REFERENCES + " but holds " + list.size());
        }
        return list;
    }

    private static Map<String, String> safe(Map<String, String> details) {
        Map<String, String> safe = new LinkedHashMap<>();
        details.entrySet().stream()
                .limit(MAX_DETAILS)
                .forEach(detail -> safe.put(
                        name("details", detail.getKey()),
                        SensitiveNames.matches(detail.getKey())
                                ? SensitiveNames.REDACTED
                                : SensitiveValues.redacted(SafeText.of(detail.getValue(), MAX_TEXT))));
        return Collections.unmodifiableMap(safe);
    }

    /** Ciphertext cannot be cut or redacted; what is none is refused, because nothing looks for secrets in it. */
    private static Map<String, String> ciphertexts(Map<String, String> sealedParts) {
        Map<String, String> safe = new LinkedHashMap<>();
        sealedParts.forEach((place, text) -> {
            if (text.length() > MAX_SEALED || !text.chars().allMatch(next -> next > ' ' && next < 0x7f)) {
                throw new IllegalArgumentException("'sealedParts' must hold printable ASCII without spaces, at most "
                        + MAX_SEALED + " characters, but '" + place + "' does not");
            }
            safe.put(SafeText.of(place, MAX_NAME + 10), text);
        });
        return Collections.unmodifiableMap(safe);
    }

    /** Returns this record with {@code texts} in the parts that they are named for, and nothing sealed. */
    AuditRecord opened(Map<String, String> texts) {
        Map<String, String> all = new LinkedHashMap<>(details);
        texts.forEach((place, text) -> {
            if (place.startsWith("details.")) {
                all.put(place.substring("details.".length()), text);
            }
        });
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
                                texts.getOrDefault("agent", source.agent())),
                correlationId,
                texts.getOrDefault("reason", reason),
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
            type = name("type", type);
            id = name("id", id);
            onBehalfOf = optional(onBehalfOf, MAX_NAME);
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
            type = name("type", type);
            id = name("id", id);
        }
    }

    /**
     * Where a request came from. Both parts are personal data.
     *
     * @param address network address
     * @param agent what the client says of itself
     */
    public record Source(@Nullable String address, @Nullable String agent) {

        /** Makes the parts safe. */
        public Source {
            address = optional(address, MAX_NAME);
            agent = withoutSecrets(agent);
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
            application = name("application", application);
            version = optional(version, MAX_NAME);
            node = optional(node, MAX_NAME);
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
        private @Nullable String reason;
        private final Map<String, String> details = new LinkedHashMap<>();
        private final Map<String, String> sealedParts = new LinkedHashMap<>();
        private @Nullable Origin origin;
        private int schemaVersion = SCHEMA_VERSION;

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

        /** Sets the id that joins this record with logs and traces. */
        public Builder correlationId(@Nullable String correlationId) {
            this.correlationId = correlationId;
            return this;
        }

        /** Sets why it was done, or why it failed. */
        public Builder reason(@Nullable String reason) {
            this.reason = reason;
            return this;
        }

        /** Adds a further fact; an empty one says that nothing was there. */
        public Builder detail(String name, @Nullable String value) {
            details.put(name, value == null ? "" : value);
            return this;
        }

        /** Sets which application recorded it. */
        public Builder origin(@Nullable Origin origin) {
            this.origin = origin;
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
                    reason,
                    details,
                    sealedParts,
                    origin,
                    schemaVersion);
        }
    }
}
