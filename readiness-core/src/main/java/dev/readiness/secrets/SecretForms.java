package dev.readiness.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The forms in which a value turns up in a log: as it is, and as encoders of addresses, JSON, XML and headers write it. */
final class SecretForms {

    private static final int SHORTEST_ENCODED = 8;

    private SecretForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        add(forms, value);
        if (!isTheSameEverywhere(value)) {
            addEscaped(forms, value);
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= SHORTEST_ENCODED - 2) {
            add(forms, HexFormat.of().formatHex(bytes));
            for (int shift = 0; shift < 3; shift++) {
                String base64 = base64(bytes, shift);
                add(forms, base64);
                add(forms, base64.replace('+', '-').replace('/', '_'));
                add(forms, base64.replace("+", "%2B").replace("/", "%2F"));
            }
        }
        for (String form : List.copyOf(forms)) {
            add(forms, form.replace("/", "\\/")); // as the JSON encoder of Logback writes it
        }
        return forms;
    }

    private static void addEscaped(Set<String> forms, String value) {
        add(forms, URLEncoder.encode(value, StandardCharsets.UTF_8));
        add(forms, URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        add(
                forms,
                URLEncoder.encode(value, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replace("%7E", "~"));
        add(forms, escaped(value));
        add(forms, escapedForPages(escaped(value)));
        add(
                forms,
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
        for (String line : value.lines().map(String::strip).toList()) {
            if (line.length() >= SHORTEST_ENCODED && !line.startsWith("-----")) {
                add(forms, line); // an appender may write a value of several lines with a prefix on each
            }
        }
    }

    /** Returns whether no encoder of addresses, JSON or XML changes {@code value}, as is so with most that are generated. */
    private static boolean isTheSameEverywhere(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (!((character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || character == '-'
                    || character == '_'
                    || character == '.')) {
                return false;
            }
        }
        return true;
    }

    private static void add(Set<String> forms, String form) {
        if (!form.isEmpty()) {
            forms.add(form);
        }
    }

    /** Returns the characters of Base64 that are the same whatever stands before, with {@code shift} bytes, and behind. */
    private static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = shift == 0 ? 0 : shift + 1;
        int last = (shifted.length * 8) / 6;
        return encoded.substring(first, Math.max(first, last));
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '"', '\\' -> escaped.append('\\').append(character);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\b' -> escaped.append("\\b");
                case '\f' -> escaped.append("\\f");
                default ->
                    escaped.append(character < ' ' ? "\\u%04x".formatted((int) character) : String.valueOf(character));
            }
        }
        return escaped.toString();
    }

    /** Returns JSON as those write it who put it into pages. */
    private static String escapedForPages(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("=", "\\u003d")
                .replace("'", "\\u0027");
    }

    static List<byte[]> bytes(Set<String> forms) {
        List<byte[]> bytes = new ArrayList<>(forms.size());
        for (String form : forms) {
            bytes.add(form.getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }
}
