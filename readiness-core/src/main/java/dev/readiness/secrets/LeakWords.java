package dev.readiness.secrets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The words around which a secret may stand, and where they do in a text. */
final class LeakWords {

    /** Words of names. */
    private static final List<String> NAMES = List.of(
            "pass",
            "pwd",
            "psw",
            "secret",
            "token",
            "credential",
            "kennwort",
            "senha",
            "salt",
            "pepper",
            "cipher",
            "signature",
            "hmac",
            "mnemonic",
            "identified by",
            "authorization",
            "auth",
            "bearer",
            "basic",
            "encode(",
            "encrypt",
            "hashpw",
            "tochararray",
            "signingkey",
            "signwith",
            "verifywith",
            "getconnection",
            "credentials",
            "{noop}",
            "-----begin",
            "eyj",
            "jdbc:oracle",
            "mysql",
            "curl ",
            "redis-cli",
            "docker login",
            "masterauth",
            "htpasswd",
            "rememberme",
            "miie",
            "mii",
            "mig",
            "mhc",
            "mc4c",
            "age-secret",
            "httpie",
            "seed",
            "_pw",
            ".pw",
            "-pw",
            "psk",
            ":5432:",
            "@tcp(",
            "@unix(",
            "ls0tls1crudjti",
            "_pat",
            ".pat");

    private static final List<String> ALL = all();

    private static final int KEY = ALL.indexOf("key");

    private static final int ADDRESS = ALL.indexOf("://");

    private static final int FIRST_PROVIDER = NAMES.size() + 2;

    private static final KeywordAutomaton AUTOMATON = new KeywordAutomaton(ALL);

    private static final int NEAR = 40;

    private LeakWords() {}

    private static List<String> all() {
        List<String> all = new ArrayList<>(NAMES);
        all.add("key");
        all.add("://");
        all.addAll(ProviderKeys.WORDS);
        return all;
    }

    /** Returns the offsets of the lines on which a word stands that a value may follow. */
    static BitSet offsets(byte[] text) {
        BitSet offsets = new BitSet();
        int[] seenUntil = {0};
        AUTOMATON.find(text, (word, end) -> {
            if (end > seenUntil[0] && isWorthALook(text, word, end)) {
                offsets.set(end - 1);
                seenUntil[0] = endOfLine(text, end);
            }
        });
        return offsets;
    }

    private static boolean isWorthALook(byte[] text, int word, int end) {
        if (word == ADDRESS) {
            return isFollowedBy(text, end, '@', 200);
        }
        if (word >= FIRST_PROVIDER) {
            int start = end - ALL.get(word).length();
            return start == 0 || !Character.isLetterOrDigit(text[start - 1]) || !Character.isLetterOrDigit(text[start]);
        }
        if (word == KEY) {
            return isFollowedByAssignment(text, end);
        }
        return true;
    }

    private static boolean isFollowedBy(byte[] text, int from, char wanted, int furthest) {
        for (int i = from; i < Math.min(text.length, from + furthest); i++) {
            if (text[i] == wanted) {
                return true;
            }
            if (text[i] == '\n' || text[i] == ' ' || text[i] == '"') {
                return false;
            }
        }
        return false;
    }

    private static boolean isFollowedByAssignment(byte[] text, int from) {
        for (int i = from; i < Math.min(text.length, from + NEAR); i++) {
            switch (text[i]) {
                case '=', ':', '"', '\'', '>', '(' -> {
                    return true;
                }
                case '\n' -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    private static int endOfLine(byte[] text, int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }
}
