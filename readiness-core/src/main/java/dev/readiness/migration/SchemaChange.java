package dev.readiness.migration;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that a statement does. A mutable draft while it is read; nothing changes it after it was judged.
 *
 * <p>Its parts are texts as the user wrote them, for the safe version: {@code column}, {@code type}, {@code constraint} …
 */
final class SchemaChange {

    private static final Pattern PUBLIC = Pattern.compile("(?i:public)\\s*\\.|\"public\"\\s*\\.");

    private final ChangeKind kind;
    private final SqlName object;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final Map<String, String> parts = new LinkedHashMap<>();

    private SchemaChange(ChangeKind kind, SqlName object) {
        this.kind = kind;
        this.object = object;
        part("table", object.spelled());
        part("name", object.spelled());
        part("bare", object.last());
    }

    static SchemaChange of(ChangeKind kind, SqlName object) {
        return new SchemaChange(kind, object);
    }

    /** Returns a change that concerns no object with a name. */
    static SchemaChange of(ChangeKind kind) {
        return new SchemaChange(kind, new SqlName("", "", ""));
    }

    /**
     * Returns the same with the keys that it has where names without a schema belong to {@code home}: there {@code home.person}
     * is {@code person}, and {@code public.person} another table.
     */
    SchemaChange in(String home) {
        if (home.equals("public")) {
            return this;
        }
        boolean inPublic =
                !object.key().contains(".") && PUBLIC.matcher(object.spelled()).lookingAt();
        String key = inPublic ? "public." + object.key() : at(home, object.key());
        SchemaChange homed = new SchemaChange(kind, new SqlName(object.spelled(), key, object.last()));
        homed.traits.addAll(traits);
        parts.forEach((name, value) -> homed.part(name, name.endsWith("Key") ? at(home, value) : value));
        return homed;
    }

    private static String at(String home, String key) {
        return key.startsWith(home + ".") ? key.substring(home.length() + 1) : key;
    }

    ChangeKind kind() {
        return kind;
    }

    SqlName object() {
        return object;
    }

    Set<Trait> traits() {
        return traits;
    }

    Map<String, String> parts() {
        return parts;
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    SchemaChange with(Trait... more) {
        traits.addAll(Set.of(more));
        return this;
    }

    SchemaChange with(boolean condition, Trait trait) {
        if (condition) {
            traits.add(trait);
        }
        return this;
    }

    SchemaChange part(String name, String value) {
        parts.put(name, value);
        return this;
    }

    String part(String name) {
        return parts.getOrDefault(name, "");
    }

    /** Returns the part as PostgreSQL stores a name. */
    String key(String name) {
        return folded(part(name));
    }

    /** Returns a name as PostgreSQL stores it. */
    static String folded(String value) {
        return value.startsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\"\"", "\"")
                : value.toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns the lock that this takes on its table at least for a moment. */
    TableLock lock() {
        if (has(Trait.CONCURRENTLY)) {
            return TableLock.SHARE_UPDATE_EXCLUSIVE;
        }
        return has(Trait.FULL) ? TableLock.ACCESS_EXCLUSIVE : kind.lock();
    }

    @Override
    public String toString() {
        return kind + " " + object.key() + " " + traits;
    }
}
