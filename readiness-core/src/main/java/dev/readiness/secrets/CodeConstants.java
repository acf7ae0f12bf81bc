package dev.readiness.secrets;

import java.util.List;

/**
 * The texts that stand in the application's own classes.
 *
 * @param classesRead how many classes were read
 * @param classesUnread names of those that could not be read
 * @param constants the texts
 */
public record CodeConstants(int classesRead, List<String> classesUnread, List<CodeConstant> constants) {

    /** Copies the lists. */
    public CodeConstants {
        classesUnread = List.copyOf(classesUnread);
        constants = List.copyOf(constants);
    }
}
