package org.springframework.boot.devtools.restart.classloader;

/** Stands in for the class loader of Spring Boot's developer tools, which is recognised by its name. */
public class RestartClassLoader extends ClassLoader {

    public RestartClassLoader(ClassLoader parent) {
        super(parent);
    }
}
