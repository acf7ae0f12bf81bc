package dev.readiness.secrets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Hides secrets in text: each as it is, URL-encoded, in Base64 at any offset, in hexadecimal, and escaped for JSON and XML.
 *
 * <p>A value of up to three characters is never hidden, because nothing would be left of ordinary text. One of four to seven
 * characters is hidden where it stands alone, and one that may be a word, such as {@code postgres}, only where a value
 * stands: behind {@code =}, {@code :} or a quote. A value that two calls of the logger write in parts is not seen.
 *
 * <p>One pass over the text, whatever the number of secrets; text that holds none is returned as it is, without allocation.
 * Immutable; safe for use by many threads.
 */
public final class SecretMask {

    /** What stands in the place of a secret. */
    public static final String MASK = "[redacted]";

    private static final byte[] MASK_BYTES = MASK.getBytes(StandardCharsets.US_ASCII);

    private static final int SHORTEST = 4;

    private static final int SHORTEST_ANYWHERE = 8;

    /** What is longer is neither a word nor anybody's default. */
    private static final int LONGEST_GUESSABLE = 24;

    /** What may be a word of ordinary text. */
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]{1,10}|[A-Z]{1,10}");

    private enum Where {
        ANYWHERE,
        ALONE,
        AS_VALUE
    }

    /**
     * How much of a form the automaton knows; the rest is compared. It makes the automaton of a private key no larger than
     * that of a password, and a thousand of them no larger than what the cache of a processor holds.
     */
    private static final int BEGINNING = 16;

    /** A form of a secret. */
    private static final class Form {

        private final byte[] bytes;
        private final Where where;

        Form(byte[] bytes, Where where) {
            this.bytes = bytes;
            this.where = where;
        }

        boolean standsAt(byte[] text, int from) {
            return from + bytes.length <= text.length
                    && Arrays.equals(text, from, from + bytes.length, bytes, 0, bytes.length);
        }
    }

    private final ByteAutomaton automaton;

    /** The forms that have the same beginning, by the number of that beginning. */
    private final List<List<Form>> forms = new ArrayList<>();

    private final boolean empty;

    private SecretMask(Collection<Secret> secrets) {
        Map<String, List<Form>> byBeginning = new LinkedHashMap<>();
        for (Secret secret : secrets) {
            String value = secret.reveal().strip();
            if (value.length() >= SHORTEST) {
                for (byte[] bytes : SecretForms.bytes(SecretForms.of(value))) {
                    if (bytes.length >= SHORTEST) {
                        byBeginning
                                .computeIfAbsent(
                                        new String(
                                                bytes,
                                                0,
                                                Math.min(bytes.length, BEGINNING),
                                                StandardCharsets.ISO_8859_1),
                                        beginning -> new ArrayList<>(1))
                                .add(new Form(bytes, where(value, bytes)));
                    }
                }
            }
        }
        List<byte[]> beginnings = new ArrayList<>();
        byBeginning.forEach((beginning, same) -> {
            beginnings.add(beginning.getBytes(StandardCharsets.ISO_8859_1));
            forms.add(same);
        });
        this.empty = beginnings.isEmpty();
        this.automaton = new ByteAutomaton(beginnings);
    }

    /** Returns a mask that hides {@code secrets}. */
    public static SecretMask of(Collection<Secret> secrets) {
        return new SecretMask(secrets);
    }

    private static Where where(String value, byte[] form) {
        if (value.length() <= LONGEST_GUESSABLE
                && (SecretStrength.isWellKnown(value) || WORD.matcher(value).matches())) {
            return Where.AS_VALUE;
        }
        return form.length < SHORTEST_ANYWHERE ? Where.ALONE : Where.ANYWHERE;
    }

    /** Returns {@code text} without the secrets; the same object if it has none. */
    public String mask(String text) {
        Objects.requireNonNull(text, "text");
        if (empty || !mayHold(text)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] masked = mask(bytes);
        return masked == bytes ? text : new String(masked, StandardCharsets.UTF_8);
    }

    /** Returns whether {@code text} holds a secret in any of its forms. */
    public boolean hides(String text) {
        return !mask(text).equals(text);
    }

    /** Returns {@code text}, which is in UTF-8, without the secrets; the same array if it has none. */
    public byte[] mask(byte[] text) {
        int first = empty ? 0 : automaton.firstEnd(text);
        if (first == 0) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        int written = 0;
        int state = 0;
        List<int[]> hidden = new ArrayList<>();
        for (int i = 0; i < text.length; i++) {
            state = automaton.step(state, text[i]);
            if (state < 0) {
                state = ~state;
                for (int same = automaton.sequence(state); same >= 0; same = automaton.shorter(same)) {
                    hide(text, i + 1, forms.get(same), hidden);
                }
            }
        }
        for (int[] range : hidden) {
            out.write(text, written, range[0] - written);
            out.write(MASK_BYTES, 0, MASK_BYTES.length);
            written = range[1];
        }
        out.write(text, written, text.length - written);
        return hidden.isEmpty() ? text : out.toByteArray();
    }

    /** Hides each of {@code forms} that stands in {@code text}; what they begin with ends there at {@code end}. */
    private static void hide(byte[] text, int end, List<Form> forms, List<int[]> hidden) {
        for (Form form : forms) {
            int from = end - Math.min(form.bytes.length, BEGINNING);
            int to = from + form.bytes.length;
            if (form.standsAt(text, from) && isHiddenThere(text, from, to, form.where)) {
                hide(from, to, hidden);
            }
        }
    }

    private static void hide(int from, int to, List<int[]> hidden) {
        int begin = from;
        int end = to;
        while (!hidden.isEmpty() && hidden.get(hidden.size() - 1)[1] >= begin) {
            int[] before = hidden.remove(hidden.size() - 1);
            begin = Math.min(begin, before[0]);
            end = Math.max(end, before[1]);
        }
        hidden.add(new int[] {begin, end});
    }

    private static boolean isHiddenThere(byte[] text, int from, int to, Where where) {
        if (where == Where.ANYWHERE) {
            return true;
        }
        boolean alone = (from == 0 || !isWord(text[from - 1])) && (to == text.length || !isWord(text[to]));
        if (where == Where.ALONE || !alone) {
            return alone;
        }
        return from > 0 && "=:\"'".indexOf(text[from - 1]) >= 0;
    }

    private static boolean isWord(byte value) {
        return Character.isLetterOrDigit(value & 0xff) || value == '_';
    }

    /** Looks at the characters without encoding them; a text with others than ASCII is looked at closely. */
    private boolean mayHold(String text) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                return true;
            }
            state = automaton.step(state, character);
            if (state < 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns nothing of the secrets. */
    @Override
    public String toString() {
        return "SecretMask[" + forms.stream().mapToInt(List::size).sum() + " forms]";
    }
}
