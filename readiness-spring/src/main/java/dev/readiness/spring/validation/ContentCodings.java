package dev.readiness.spring.validation;

import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** What the header fields of a request say about how its body is packed. */
final class ContentCodings {

    private ContentCodings() {}

    static boolean isCoded(HttpHeaders headers) {
        List<String> codings = codings(headers);
        return !codings.isEmpty() && !(codings.size() == 1 && isNone(codings.get(0)));
    }

    static boolean isGzip(HttpHeaders headers) {
        List<String> codings = codings(headers);
        return codings.size() == 1
                && (normal(codings.get(0)).equals("gzip")
                        || normal(codings.get(0)).equals("x-gzip"));
    }

    /** Returns header fields that say nothing of having been packed. */
    static HttpHeaders without(HttpHeaders packed) {
        HttpHeaders unpacked = new HttpHeaders();
        packed.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_ENCODING)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                unpacked.addAll(name, values);
            }
        });
        return HttpHeaders.readOnlyHttpHeaders(unpacked);
    }

    private static List<String> codings(HttpHeaders headers) {
        return headers.getValuesAsList(HttpHeaders.CONTENT_ENCODING);
    }

    private static boolean isNone(String coding) {
        return coding.isBlank() || normal(coding).equals("identity");
    }

    private static String normal(String coding) {
        return coding.trim().toLowerCase(Locale.ROOT);
    }
}
