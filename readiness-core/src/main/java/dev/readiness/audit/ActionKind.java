package dev.readiness.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What kind of thing an action does, as far as its last word tells; other programs have a number for that. */
enum ActionKind {
    CREATE(1, "creation"),
    READ(2, "access"),
    UPDATE(3, "change"),
    DELETE(4, "deletion"),
    LOGIN(1, "start"),
    LOGOUT(2, "end"),
    OTHER(99, "info");

    private static final Map<ActionKind, Set<String>> WORDS = Map.of(
            CREATE,
                    Set.of(
                            "create",
                            "add",
                            "book",
                            "insert",
                            "issue",
                            "make",
                            "open",
                            "order",
                            "place",
                            "register",
                            "submit",
                            "upload"),
            READ,
                    Set.of(
                            "read",
                            "access",
                            "download",
                            "export",
                            "find",
                            "get",
                            "list",
                            "look",
                            "verify",
                            "open-file",
                            "print",
                            "search",
                            "show",
                            "view"),
            UPDATE,
                    Set.of(
                            "update", "approve", "assign", "change", "confirm", "correct", "edit", "enable", "disable",
                            "merge", "move", "rename", "set", "share"),
            DELETE, Set.of("delete", "cancel", "drop", "erase", "remove", "revoke", "withdraw"));

    private final int ocsf;
    private final String ecs;

    ActionKind(int ocsf, String ecs) {
        this.ocsf = ocsf;
        this.ecs = ecs;
    }

    static ActionKind of(String action) {
        if (action.equals("security.login")) {
            return LOGIN;
        }
        if (action.equals("security.logout")) {
            return LOGOUT;
        }
        String last = action.substring(action.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(words -> isOneOf(words.getValue(), last))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(OTHER);
    }

    /** {@code erased} is {@code erase}, and {@code booked} is {@code book}. */
    private static boolean isOneOf(Set<String> words, String word) {
        return words.contains(word)
                || (word.endsWith("d") && words.contains(word.substring(0, word.length() - 1)))
                || (word.endsWith("ed") && words.contains(word.substring(0, word.length() - 2)));
    }

    boolean isAuthentication() {
        return this == LOGIN || this == LOGOUT;
    }

    /** Returns the {@code activity_id} of OCSF. */
    int ocsf() {
        return ocsf;
    }

    /** Returns the {@code event.type} of ECS. */
    String ecs() {
        return ecs;
    }
}
