package dev.readiness.spring.secrets;

import java.util.function.BiPredicate;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.util.ClassUtils;

/** Compares hashes as Spring Security does, where it is on the class path. */
final class BcryptHashes {

    private BcryptHashes() {}

    /** Returns what tells whether the first text is the hash of the second; it says no where nothing can be compared. */
    static BiPredicate<String, String> comparison(ClassLoader classLoader) {
        boolean present = ClassUtils.isPresent("org.springframework.security.crypto.bcrypt.BCrypt", classLoader);
        return present ? (hash, guess) -> BCrypt.checkpw(guess, hash) : (hash, guess) -> false;
    }
}
