package dev.readiness.validation;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Writes the property path of a violation as a JSON pointer. */
final class JsonPointers {

    private JsonPointers() {}

    static String of(Path path) {
        JsonPointer pointer = JsonPointer.ROOT;
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer = pointer.index(node.getIndex());
            } else if (node.getKey() != null) {
                pointer = pointer.property(node.getKey().toString());
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                pointer = pointer.property(node.getName());
            }
        }
        return pointer.toString();
    }
}
