package dev.readiness.assessment;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A piece of HTML. Whatever text is put into it is escaped, so that markup comes from templates in the source alone.
 *
 * @param markup the piece, ready to be sent
 */
record Html(String markup) {

    /** Nothing. */
    static final Html EMPTY = new Html("");

    /** Returns {@code template} with each {@code %s} replaced by a value: pieces of HTML as they are, all else escaped. */
    static Html of(String template, Object... values) {
        return new Html(String.format(
                template, Arrays.stream(values).map(Html::toMarkup).toArray()));
    }

    /** Returns one piece for each value, one after the other. */
    static <T> Html each(List<T> values, Function<? super T, Html> piece) {
        return new Html(values.stream().map(piece).map(Html::markup).collect(Collectors.joining()));
    }

    /** Returns {@code piece} if {@code condition} holds, else nothing. */
    static Html when(boolean condition, Html piece) {
        return condition ? piece : EMPTY;
    }

    private static Object toMarkup(Object value) {
        return value instanceof Html piece ? piece.markup() : escape(String.valueOf(value));
    }

    private static String escape(String text) {
        return Wording.visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
