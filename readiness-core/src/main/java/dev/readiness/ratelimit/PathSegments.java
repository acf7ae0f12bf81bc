package dev.readiness.ratelimit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits a path into the segments that a router would see. */
final class PathSegments {

    private PathSegments() {}

    static List<String> ofPattern(String pattern) {
        return Arrays.stream(pattern.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** Returns the decoded segments without parameters, empty segments and dots. Never throws. */
    static List<String> ofRequest(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : decode(withoutParameters(rawPath)).split("/", -1)) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static String withoutParameters(String rawPath) {
        return rawPath.indexOf(';') < 0 ? rawPath : rawPath.replaceAll(";[^/]*", "");
    }

    private static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        byte[] raw = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int value = raw[i] == '%' && i + 2 < raw.length ? hex(raw[i + 1], raw[i + 2]) : -1;
            decoded.write(value < 0 ? raw[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
