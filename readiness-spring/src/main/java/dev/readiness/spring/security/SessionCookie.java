package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * The cookie by which a browser stays logged in, as it is written.
 *
 * @param httpOnly whether scripts cannot read it
 * @param secure whether it travels encrypted only
 * @param sameSite which sites make the browser send it; empty if nothing is said
 */
record SessionCookie(boolean httpOnly, boolean secure, String sameSite) {

    static final String RULE = "browser.session-cookie";

    /**
     * Judges it.
     *
     * @param prefix what the settings begin with that change it
     * @param seenIn where it was seen
     */
    Finding finding(String prefix, String seenIn) {
        List<String> problems = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        if (!httpOnly) {
            problems.add("scripts can read it (HttpOnly is off)");
            remedies.add(prefix + "http-only=true");
        }
        if (!secure) {
            problems.add("it also travels unencrypted (Secure is never set)");
            remedies.add(prefix + "secure=true");
        }
        if (sameSite.equalsIgnoreCase("none")) {
            problems.add("other sites make the browser send it (SameSite is none)");
            remedies.add(prefix + "same-site=lax");
        }
        Evidence evidence = new Evidence(seenIn, "the cookie is Secure: %s".formatted(secure ? "yes" : "no"));
        return problems.isEmpty()
                ? Finding.pass(RULE, Finding.APPLICATION, evidence)
                : Finding.fail(
                        RULE,
                        Finding.APPLICATION,
                        "The cookie that keeps users logged in: " + String.join("; ", problems) + ".",
                        String.join("\n", remedies),
                        evidence);
    }
}
