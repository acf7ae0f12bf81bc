package dev.readiness.spring.validation;

import java.util.List;

/**
 * The classes whose unknown properties are refused.
 *
 * @param wanted names of classes, of packages followed by a dot and an asterisk, or an asterisk
 */
record StrictTypes(List<String> wanted) {

    StrictTypes {
        wanted = List.copyOf(wanted);
    }

    boolean includes(Object beanOrClass) {
        String type = (beanOrClass instanceof Class<?> given ? given : beanOrClass.getClass()).getName();
        return wanted.stream()
                .anyMatch(name -> name.endsWith("*")
                        ? type.startsWith(name.substring(0, name.length() - 1))
                        : type.equals(name) || type.replace('$', '.').equals(name));
    }
}
