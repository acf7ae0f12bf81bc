package dev.readiness.spring.assessment;

/**
 * A method as byte code names it.
 *
 * @param owner name of the class on which it is called
 * @param name name of the method
 * @param descriptor parameters and result
 */
public record MethodCall(String owner, String name, String descriptor) {

    /** Returns the class without its package, and the method. */
    public String shortName() {
        return owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.') + "." + name;
    }
}
