package dev.readiness.secrets;

/**
 * Is told who asks for secrets, for example to record it. It is never given a value. Called on the thread that asks, by many at
 * once; what it throws reaches whoever asked.
 */
@FunctionalInterface
public interface SecretAccessListener {

    /**
     * Takes note of {@code access} to the secret {@code name}.
     *
     * @param source what the source is called that has it, for example {@code directory /run/secrets}
     */
    void accessed(String name, String source, SecretAccess access);
}
