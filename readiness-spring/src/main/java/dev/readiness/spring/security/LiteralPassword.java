package dev.readiness.spring.security;

import dev.readiness.spring.assessment.SourceMethods;

/**
 * A place where code gives a user a password that stands in the code.
 *
 * @param className the class
 * @param method the method, without what the compiler adds for a lambda
 */
record LiteralPassword(String className, String method) {

    static LiteralPassword in(String internalName, String method) {
        return new LiteralPassword(internalName.replace('/', '.'), SourceMethods.nameOf(method));
    }

    String where() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.')
                + (method.startsWith("<") || method.equals("new") ? "" : "." + method);
    }
}
