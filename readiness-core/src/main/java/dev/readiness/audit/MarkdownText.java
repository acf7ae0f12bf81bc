package dev.readiness.audit;

import java.util.regex.Pattern;

/** Text within Markdown that stays text: an attacker chooses the name that he claims. */
final class MarkdownText {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|~&!$]");

    private MarkdownText() {}

    static String of(String text) {
        return SPECIAL.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$0");
    }
}
