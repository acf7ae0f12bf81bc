package dev.readiness.spring.test;

import dev.readiness.spring.test.JsonText.Raw;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bodies that nobody sends by mistake, made from one that is accepted. */
final class HostileInputs {

    private static final String JSON = "application/json";

    private static final int DEEP = 20_000;

    private HostileInputs() {}

    /** A body, what is hostile about it, and what it says that it is. */
    static final class Input {

        private final String what;

        private final String contentType;

        private final byte[] body;

        Input(String what, String contentType, byte[] body) {
            this.what = what;
            this.contentType = contentType;
            this.body = body;
        }

        static Input of(String what, String json) {
            return new Input(what, JSON, json.getBytes(StandardCharsets.UTF_8));
        }

        String what() {
            return what;
        }

        String contentType() {
            return contentType;
        }

        byte[] body() {
            return body.clone();
        }
    }

    /** Returns {@code document} with each value replaced by each that an application may stumble over. */
    static List<Input> values(Object document) {
        List<Input> inputs = new ArrayList<>();
        for (List<Object> place : JsonText.places(document)) {
            hostileValues()
                    .forEach((what, value) -> inputs.add(Input.of(
                            what + " at " + place, JsonText.write(JsonText.replace(document, place, new Raw(value))))));
        }
        return inputs;
    }

    private static Map<String, String> hostileValues() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("NUL", "\"" + BodyType.MARKER + "\\u0000\"");
        values.put("half a character", "\"" + BodyType.MARKER + "\\ud800\"");
        values.put("text that runs backwards", "\"" + BodyType.MARKER + "\\u202e\"");
        values.put("a script", "\"<script>" + BodyType.MARKER + "</script>\"");
        values.put("an expression", "\"${7*7}#{7*7}%{7*7}" + BodyType.MARKER + "\"");
        values.put("SQL", "\"' OR '1'='1' -- " + BodyType.MARKER + "\"");
        values.put("a path", "\"../../../../etc/" + BodyType.MARKER + "\"");
        values.put("line breaks", "\"" + BodyType.MARKER + "\\r\\nX-Injected: 1\"");
        values.put("long text", "\"" + "x".repeat(10_000) + BodyType.MARKER + "\"");
        values.put("no number", "NaN");
        values.put("infinity", "-Infinity");
        values.put("1e999", "1e999");
        values.put("a tiny number", "1e-999999999");
        values.put("a huge exponent", "1e999999999");
        values.put("a number of 2000 digits", "9".repeat(2_000));
        values.put("a number beyond long", "9223372036854775808");
        values.put("a number beyond int", "-2147483649");
        values.put("a fraction", "0.5");
        values.put("minus zero", "-0");
        values.put("true", "true");
        values.put("null", "null");
        values.put("an object", "{\"" + BodyType.MARKER + "\":1}");
        values.put("an array", "[\"" + BodyType.MARKER + "\"]");
        values.put("deep arrays", "[".repeat(DEEP) + "]".repeat(DEEP));
        values.put("deep objects", "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
        values.put("a year that no calendar has", "\"+999999999-12-31T00:00:00\"");
        return values;
    }

    /** Returns documents that are odd as a whole, among them {@code document} in other encodings. */
    static List<Input> documents(Object document) {
        String json = JsonText.write(document);
        List<Input> inputs = new ArrayList<>(List.of(
                Input.of("nothing but blanks", "   "),
                Input.of("null", "null"),
                Input.of("two documents", json + json),
                Input.of("a comment", "/* */" + json),
                Input.of("a byte order mark", "\ufeff" + json),
                Input.of("single quotes", json.replace('"', '\'')),
                Input.of("deep arrays", "[".repeat(DEEP) + "]".repeat(DEEP)),
                Input.of("deep arrays that never close", "[".repeat(DEEP)),
                Input.of("many empty objects", "[" + "{},".repeat(DEEP) + "{}]"),
                new Input("UTF-16", JSON, json.getBytes(StandardCharsets.UTF_16)),
                new Input("UTF-8 that says UTF-16", JSON + ";charset=UTF-16", json.getBytes(StandardCharsets.UTF_8)),
                new Input("an unknown charset", JSON + ";charset=x-none", json.getBytes(StandardCharsets.UTF_8)),
                new Input("Latin-1", JSON, json.replace(":\"", ":\"é").getBytes(StandardCharsets.ISO_8859_1)),
                new Input("overlong UTF-8", JSON, bytes(json.replace(":\"", ":\"\u00c0\u00af"))),
                new Input("a surrogate in UTF-8", JSON, bytes(json.replace(":\"", ":\"\u00ed\u00a0\u0080")))));
        if (json.startsWith("{") && json.length() > 2) {
            String members = json.substring(1, json.length() - 1);
            inputs.add(Input.of("every name twice", "{" + members + "," + members + "}"));
            inputs.add(Input.of("a trailing comma", "{" + members + ",}"));
            inputs.add(Input.of("many unknown names", "{" + members + "," + unknownNames() + "}"));
            inputs.add(Input.of("a long name", "{" + members + ",\"" + "n".repeat(60_000) + "\":1}"));
        }
        return inputs;
    }

    private static String unknownNames() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            names.append(i == 0 ? "\"" : ",\"").append("n").append(i).append("\":0");
        }
        return names.toString();
    }

    /** Returns {@code document} cut off at, without, with twice, and with another bit of each byte, {@code most} at most. */
    static List<Input> broken(Object document, int most) {
        byte[] json = JsonText.write(document).getBytes(StandardCharsets.UTF_8);
        int all = json.length * 5;
        int step = Math.max(1, (all + most - 1) / Math.max(1, most));
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < all && inputs.size() < most; i += step) {
            int at = i / 5;
            inputs.add(
                    switch (i % 5) {
                        case 0 -> new Input("cut off at " + at, JSON, Arrays.copyOf(json, at));
                        case 1 -> new Input("without byte " + at, JSON, splice(json, at, 1, new byte[0]));
                        case 2 -> new Input("byte " + at + " twice", JSON, splice(json, at, 0, new byte[] {json[at]}));
                        case 3 -> new Input("bit 7 of byte " + at, JSON, flip(json, at, 0x80));
                        default -> new Input("bit 0 of byte " + at, JSON, flip(json, at, 1));
                    });
        }
        Random random = new Random(json.length); // the same each time
        while (inputs.size() < most) {
            inputs.add(new Input("random bytes " + inputs.size(), JSON, shuffle(json, random)));
        }
        return inputs;
    }

    private static byte[] shuffle(byte[] json, Random random) {
        byte[] bytes = json.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> splice(bytes, at, Math.min(random.nextInt(9), bytes.length - at), new byte[0]);
                case 1 -> splice(bytes, at, 0, Arrays.copyOfRange(json, 0, random.nextInt(json.length)));
                case 2 ->
                    splice(
                            bytes,
                            at,
                            0,
                            "{}[]\",:\\0eE-."
                                    .substring(random.nextInt(12))
                                    .substring(0, 1)
                                    .getBytes(StandardCharsets.US_ASCII));
                default -> flip(bytes, at, 1 << random.nextInt(8));
            };
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, int without, byte[] with) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, at);
        spliced.writeBytes(with);
        spliced.write(bytes, at + without, bytes.length - at - without);
        return spliced.toByteArray();
    }

    private static byte[] flip(byte[] bytes, int at, int bits) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) bits;
        return flipped;
    }

    /** Takes each character for a byte. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
