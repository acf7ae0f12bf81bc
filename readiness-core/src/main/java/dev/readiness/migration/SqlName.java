package dev.readiness.migration;

/**
 * The name of an object.
 *
 * @param spelled as it is written, with its schema if that is written
 * @param key the same for each spelling of the same name; the schema {@code public} is left out
 * @param last its last part, as it is written
 */
record SqlName(String spelled, String key, String last) {

    /** Returns the last part with {@code suffix} behind it, in quotes where it is in quotes, and short enough for PostgreSQL. */
    static String derived(String prefix, String... parts) {
        StringBuilder name = new StringBuilder(prefix);
        boolean quoted = false;
        for (String part : parts) {
            quoted |= part.startsWith("\"");
            name.append('_').append(part.replace("\"", ""));
        }
        String result = name.length() > 63 ? name.substring(0, 63) : name.toString();
        return quoted || !result.equals(result.toLowerCase(java.util.Locale.ROOT)) ? '"' + result + '"' : result;
    }
}
