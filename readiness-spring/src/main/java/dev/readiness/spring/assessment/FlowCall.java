package dev.readiness.spring.assessment;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Type;

/**
 * A call in the code of a method.
 *
 * @param owner internal name of the class on which the method is called, for example {@code java/lang/String}
 * @param name name of the method, {@code <init>} of a constructor
 * @param descriptor its parameters and result
 * @param isStatic whether it is called without an object
 * @param recipe of a joined text: what stands in it, with U+0001 in the place of each argument; empty for other calls
 * @param lambda the method that a lambda or a method reference made here runs, or null for other calls
 */
public record FlowCall(
        String owner,
        String name,
        String descriptor,
        boolean isStatic,
        String recipe,
        @Nullable FlowCall lambda) {

    FlowCall(String owner, String name, String descriptor, boolean isStatic) {
        this(owner, name, descriptor, isStatic, "", null);
    }

    private static final Set<String> TEXTS = Set.of(
            "java/lang/String",
            "java/lang/StringBuilder",
            "java/lang/StringBuffer",
            "java/util/Objects",
            "java/util/List",
            "java/util/Set",
            "java/util/Map",
            "java/util/Optional",
            "java/util/Arrays",
            "java/util/Collections",
            "java/lang/Object");

    private static final Set<String> NO_TEXT = Set.of("length", "isEmpty", "isBlank", "hashCode", "equals", "size");

    /** Returns whether the result is made of the texts that the method is called with. */
    public boolean carriesText() {
        boolean boxes = name.equals("valueOf") && owner.startsWith("java/lang/");
        return boxes
                || (TEXTS.contains(owner)
                        && !NO_TEXT.contains(name)
                        && !resultType().equals("Z"));
    }

    /** Returns the descriptor of the result. */
    public String resultType() {
        return Type.getReturnType(descriptor).getDescriptor();
    }

    /** Returns whether it makes an object. */
    public boolean isConstructor() {
        return name.equals("<init>");
    }
}
