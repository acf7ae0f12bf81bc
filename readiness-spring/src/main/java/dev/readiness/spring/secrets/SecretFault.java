package dev.readiness.spring.secrets;

import java.util.List;

/**
 * What is wrong with one secret. Holds no value.
 *
 * @param secret its name
 * @param problem what is wrong, and where
 * @param lookedIn the places that were asked, the strongest first; none if the value was found
 * @param remedy what to do
 */
record SecretFault(String secret, String problem, List<String> lookedIn, String remedy) {

    /** Returns the lines that the error shows. */
    String lines() {
        return "  " + secret + ": " + problem
                + (lookedIn.isEmpty() ? "" : "\n      looked in: " + String.join(", ", lookedIn))
                + "\n      to do: " + remedy;
    }
}
