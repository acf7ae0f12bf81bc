package dev.readiness.validation;

/**
 * A JSON pointer (RFC 6901) under construction; immutable.
 *
 * <p>A name that a client chose, the key of a map, is cut after {@value #LONGEST_NAME} characters.
 */
public final class JsonPointer {

    /** The pointer to the whole document, which is the empty string. */
    public static final JsonPointer ROOT = new JsonPointer("");

    static final int LONGEST_NAME = 100;

    private final String text;

    private JsonPointer(String text) {
        this.text = text;
    }

    /** Returns the pointer to the member {@code name} of what this one points to. */
    public JsonPointer property(String name) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return new JsonPointer(text + "/" + cut.replace("~", "~0").replace("/", "~1"));
    }

    /** Returns the pointer to the item {@code index} of what this one points to. */
    public JsonPointer index(int index) {
        return new JsonPointer(text + "/" + index);
    }

    /** Returns the pointer to what lies at {@code path}, written as binders do ({@code items[1].name}), from here. */
    public JsonPointer path(String path) {
        JsonPointer pointer = this;
        for (String step : path.split("[.\\[]", -1)) {
            String name = step.endsWith("]") ? step.substring(0, step.length() - 1) : step;
            pointer = name.isEmpty() ? pointer : pointer.property(name);
        }
        return pointer;
    }

    @Override
    public String toString() {
        return text;
    }
}
