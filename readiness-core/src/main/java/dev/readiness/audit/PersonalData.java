package dev.readiness.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which parts of a record are stored in which form. It is applied once, before a record is stored, spilled or queued; what is
 * hashed and proven later is what was stored, so erasing a subject leaves every proof intact.
 *
 * <p>The parts are {@code actor} (and for whom it acts), {@code subject}, {@code target}, {@code tenant}, {@code address},
 * {@code agent}, {@code reason}, {@code details.<name>} and {@code details.*} for all other details, {@code changes.<field>} and
 * {@code changes.*}. The first four are what
 * records are found by, so they are stored plain or as a pseudonym. Immutable and safe for use by many threads.
 */
public final class PersonalData {

    static final String ERASED = "[erased]";
    static final String NO_SUBJECT = "[left out: no subject to seal it for]";
    static final String NOT_SEALED = "[left out: could not be sealed]";

    private static final Logger LOG = LoggerFactory.getLogger(PersonalData.class);

    private static final PersonalData NONE = new PersonalData(Map.of(), null, null, UnaryOperator.identity());
    private static final String DETAILS = "details.";
    private static final String CHANGES = "changes.";
    private static final Set<String> IDENTIFIERS = Set.of("actor", "subject", "target", "tenant");
    private static final Set<String> TEXTS = Set.of("address", "agent", "reason");

    /** What the trail says of itself must stay readable; a verification needs some of it. */
    private static final Set<String> OWN =
            Set.of(AuditRetention.ACTION, SubjectErasure.ACTION, LegalHolds.HOLD, LegalHolds.RELEASE);

    private final Map<String, FieldProtection> fields;
    private final @Nullable Pseudonyms pseudonyms;
    private final @Nullable SubjectKeys keys;
    private final UnaryOperator<String> hiding;

    private PersonalData(
            Map<String, FieldProtection> fields,
            @Nullable Pseudonyms pseudonyms,
            @Nullable SubjectKeys keys,
            UnaryOperator<String> hiding) {
        this.fields = Map.copyOf(fields);
        this.pseudonyms = pseudonyms;
        this.keys = keys;
        this.hiding = hiding;
    }

    /** Returns the choice to store all parts as they are. */
    public static PersonalData plain() {
        return NONE;
    }

    /**
     * Returns a choice for each part.
     *
     * @param fields the parts; one that is not named is stored as it is
     * @param pseudonymKey at least 32 random bytes in base64, kept for as long as records are to be found by a pseudonym;
     *     needed if a part is a pseudonym
     * @param keys needed if a part is sealed
     * @throws IllegalArgumentException with everything that is wrong
     */
    public static PersonalData of(
            Map<String, FieldProtection> fields, @Nullable String pseudonymKey, @Nullable SubjectKeys keys) {
        List<String> problems = new ArrayList<>();
        new TreeMap<>(fields).forEach((name, protection) -> check(name, protection, problems));
        Pseudonyms pseudonyms = null;
        try {
            pseudonyms = pseudonymKey == null ? null : new Pseudonyms(pseudonymKey);
        } catch (IllegalArgumentException ex) {
            problems.add(ex.getMessage());
        }
        if (pseudonymKey == null && fields.containsValue(FieldProtection.PSEUDONYM)) {
            problems.add("A part is to be a pseudonym, but there is no key for that");
        }
        if (keys == null && fields.containsValue(FieldProtection.SEALED)) {
            problems.add("A part is to be sealed, but there are no keys of subjects");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new PersonalData(fields, pseudonyms, keys, UnaryOperator.identity());
    }

    /**
     * Returns a copy that also applies {@code mask} to every text of a record before it is stored in any form, for example to
     * hide the secrets that the application has loaded. Not applied are ids, times, the action, what becomes a pseudonym, and
     * what the trail itself says of a removal, an erasure or a hold, except the reason.
     *
     * @param mask returns the same text where it has nothing to hide; safe for use by many threads
     */
    public PersonalData hiding(UnaryOperator<String> mask) {
        return new PersonalData(fields, pseudonyms, keys, Objects.requireNonNull(mask, "mask"));
    }

    /** Returns {@code text} without what is hidden; to be asked before a text is cut, which would leave a part of a secret. */
    @Nullable
    String hidden(@Nullable String text) {
        return text == null ? null : hiding.apply(text);
    }

    private static void check(String name, FieldProtection protection, List<String> problems) {
        boolean detail =
                Stream.of(DETAILS, CHANGES).anyMatch(start -> name.startsWith(start) && name.length() > start.length());
        if (IDENTIFIERS.contains(name)) {
            if (protection == FieldProtection.MASKED || protection == FieldProtection.SEALED) {
                problems.add("'" + name + "' is what records are found by, so it can be plain or a pseudonym but not "
                        + protection.name().toLowerCase(Locale.ROOT));
            }
        } else if (!detail && !TEXTS.contains(name)) {
            problems.add("There is no part '" + name
                    + "'; there are actor, subject, target, tenant, address, agent, reason, details.<name>, details.*,"
                    + " changes.<field> and changes.*");
        }
    }

    /** Returns {@code given} as it is to be stored. */
    AuditRecord protect(AuditRecord given) {
        boolean own = OWN.contains(given.action());
        AuditRecord entry = new HiddenTexts(hiding, part -> own || isPseudonym(part)).in(given);
        if (fields.isEmpty()) {
            return entry;
        }
        List<String> subjects = entry.subjects().stream()
                .map(subject -> own ? storedSubject(subject) : required("subject", subject))
                .toList();
        Texts texts = new Texts(entry, subjects, own);
        AuditRecord.Builder stored = AuditRecord.builder(entry.id(), entry.time(), entry.action())
                .outcome(entry.outcome())
                .actor(stored(entry.actor()))
                .tenant(identifier("tenant", entry.tenant()))
                .correlationId(entry.correlationId())
                .traceId(entry.traceId())
                .reason(texts.stored("reason", entry.reason()))
                .origin(entry.origin())
                .schemaVersion(entry.schemaVersion());
        subjects.forEach(stored::subject);
        entry.targets().forEach(target -> stored.target(target.type(), required("target", target.id())));
        AuditRecord.Source source = entry.source();
        if (source != null) {
            stored.source(new AuditRecord.Source(
                    texts.stored("address", source.address()),
                    texts.stored("agent", source.agent()),
                    source.session()));
        }
        entry.changes()
                .forEach(change -> stored.change(
                        change.field(),
                        texts.stored(change.place("before"), change.before()),
                        texts.stored(change.place("after"), change.after())));
        entry.details().forEach((name, value) -> {
            String kept = texts.stored(DETAILS + name, value);
            if (kept != null) {
                stored.detail(name, kept);
            }
        });
        texts.parts.forEach(stored::sealedPart);
        return stored.build();
    }

    /** Returns {@code query} for what is stored instead of what it names. */
    AuditQuery stored(AuditQuery query) {
        AuditRecord.Target target = query.target();
        return query.byActor(toFind("actor", query.actor()))
                .about(toFind("subject", query.subject()))
                .onTarget(
                        target == null
                                ? null
                                : new AuditRecord.Target(
                                        target.type(), Objects.requireNonNull(toFind("target", target.id()))));
    }

    /** Returns what is stored of the name of {@code subject}, cut and escaped as in a record, which may be that already. */
    String storedSubject(String subject) {
        return Objects.requireNonNull(toFind("subject", SafeParts.name("subject", subject)));
    }

    /** Returns {@code entry} with what was sealed, as far as the keys are there. */
    AuditRecord open(AuditRecord entry) {
        if (entry.sealedParts().isEmpty() || keys == null || entry.subjects().isEmpty()) {
            return entry;
        }
        Map<String, String> opened = new LinkedHashMap<>();
        entry.sealedParts()
                .forEach((place, text) -> opened.put(
                        place,
                        keys.open(entry.subjects().get(0), context(entry, place), text)
                                .orElse(ERASED)));
        return entry.opened(opened);
    }

    private AuditRecord.Actor stored(AuditRecord.Actor actor) {
        return new AuditRecord.Actor(
                actor.type(), required("actor", actor.id()), identifier("actor", actor.onBehalfOf()));
    }

    private String required(String part, String value) {
        return Objects.requireNonNull(identifier(part, value));
    }

    private @Nullable String identifier(String part, @Nullable String value) {
        return value == null || !isPseudonym(part)
                ? value
                : Objects.requireNonNull(pseudonyms).of(value);
    }

    private @Nullable String toFind(String part, @Nullable String value) {
        return value == null || !isPseudonym(part)
                ? hidden(value)
                : Objects.requireNonNull(pseudonyms).toFind(value);
    }

    private boolean isPseudonym(String part) {
        return fields.get(part) == FieldProtection.PSEUDONYM;
    }

    private FieldProtection choice(String place) {
        if (place.startsWith(CHANGES)) {
            return fields.getOrDefault(place.substring(0, place.lastIndexOf('.')), ofAllOthers(CHANGES));
        }
        return fields.getOrDefault(place, place.startsWith(DETAILS) ? ofAllOthers(DETAILS) : FieldProtection.PLAIN);
    }

    private FieldProtection ofAllOthers(String start) {
        return fields.getOrDefault(start + "*", FieldProtection.PLAIN);
    }

    private static String masked(String value) {
        String end = value.length() < 12 ? "" : value.substring(value.length() - 4);
        return "****" + (end.isEmpty() || !Character.isLowSurrogate(end.charAt(0)) ? end : end.substring(1));
    }

    private static String context(AuditRecord entry, String place) {
        return entry.id() + "/" + place;
    }

    /** The texts of one record, on their way to be stored; collects what was sealed of them. */
    private final class Texts {

        private final AuditRecord entry;
        private final List<String> subjects;
        private final boolean own;
        private final Map<String, String> parts = new LinkedHashMap<>();

        private Texts(AuditRecord entry, List<String> subjects, boolean own) {
            this.entry = entry;
            this.subjects = subjects;
            this.own = own;
        }

        /** Returns what is stored in the place of {@code value}, or nothing if it was sealed. */
        private @Nullable String stored(String place, @Nullable String value) {
            if (value == null || (own && !place.equals("address") && !place.equals("agent"))) {
                return value;
            }
            return switch (choice(place)) {
                case PLAIN -> value;
                case MASKED -> masked(value);
                case PSEUDONYM -> Objects.requireNonNull(pseudonyms).of(value);
                case SEALED -> seal(place, value);
            };
        }

        /** A record is never lost for want of a key: the value is left out then, and the record says so. */
        private @Nullable String seal(String place, String value) {
            if (subjects.isEmpty()) {
                return NO_SUBJECT;
            }
            try {
                Optional<String> text =
                        Objects.requireNonNull(keys).seal(subjects.get(0), context(entry, place), value);
                text.ifPresent(found -> parts.put(place, found));
                return text.isPresent() ? null : ERASED;
            } catch (RuntimeException ex) {
                LOG.error(
                        "'{}' of an audit record of {} could not be sealed and is left out", place, entry.action(), ex);
                return NOT_SEALED;
            }
        }
    }
}
