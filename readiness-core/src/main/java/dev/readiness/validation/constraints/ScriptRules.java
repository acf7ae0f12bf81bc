package dev.readiness.validation.constraints;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which scripts may stand together in one word: the level "highly restrictive" of Unicode Technical Standard 39. */
final class ScriptRules {

    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private ScriptRules() {}

    static boolean isSingleInEachWord(String text) {
        Set<UnicodeScript> word = EnumSet.noneOf(UnicodeScript.class);
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                word.clear();
            } else if (!mayJoin(word, UnicodeScript.of(character))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayJoin(Set<UnicodeScript> word, UnicodeScript script) {
        if (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED) {
            return true;
        }
        word.add(script);
        return word.size() == 1 || TOGETHER.stream().anyMatch(scripts -> scripts.containsAll(word));
    }
}
