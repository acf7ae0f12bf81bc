package dev.readiness.spring.secrets;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when the application must not start with the secrets that there are. Names all of them at once; holds no value. */
final class SecretFaultsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SecretFaultsException(List<SecretFault> faults) {
        super((faults.size() == 1 ? "One secret is" : faults.size() + " secrets are")
                + " missing or must not be used:\n"
                + faults.stream().map(SecretFault::lines).collect(Collectors.joining("\n")));
    }
}
