package dev.readiness.web;

import org.jspecify.annotations.Nullable;

/** Counts parameters by what stands between them, before anything is made of them. */
final class Ampersands {

    private Ampersands() {}

    static int parameters(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return 0;
        }
        int count = 1;
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '&') {
                count++;
            }
        }
        return count;
    }
}
