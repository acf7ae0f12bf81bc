package dev.readiness.spring.security;

/**
 * A place where code gives a user a password that stands in the code.
 *
 * @param className the class
 * @param method the method, without what the compiler adds for a lambda
 */
record LiteralPassword(String className, String method) {

    static LiteralPassword in(String internalName, String method) {
        // The body of a lambda is a method like lambda$seed$0.
        String source = method.startsWith("lambda$") ? method.split("\\$", -1)[1] : method;
        return new LiteralPassword(internalName.replace('/', '.'), source);
    }

    String where() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.')
                + (method.startsWith("<") || method.equals("new") ? "" : "." + method);
    }
}
