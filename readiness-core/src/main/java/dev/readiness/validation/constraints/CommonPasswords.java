package dev.readiness.validation.constraints;

import java.util.Locale;
import java.util.Set;

/**
 * Passwords that are tried first: common words with the decorations that people add, runs, and repetitions.
 *
 * <p>A word counts whatever its case, with digits and signs before or after it, and with digits or signs in place of letters, so
 * that few words stand for many passwords. It is no replacement for a check against passwords that have leaked.
 */
final class CommonPasswords {

    private static final Set<String> WORDS =
            Set.of(("aabbcc abcabc abcd abcdef abcdefg abcdefgh abracadabra account adminadmin administrador "
                            + "administrator alexander andrew android angel angels anthony apple april arsenal asdfasdf "
                            + "asdfgh asdfghjkl ashley august autumn azerty azertyuiop barcelona baseball basketball "
                            + "batman bayern benjamin bienvenue blessed butterfly changeit changeme changethis charlie "
                            + "chelsea chocolate company computer contrasena correcthorsebatterystaple corvette "
                            + "customer daniel database december default demo demodemo development diamond dollar "
                            + "dragon elizabeth employee example facebook family february ferrari flower football "
                            + "forever freedom friday friends golden goodluck google guest guestguest hacker harley "
                            + "haslo heaven hello helloworld helloyou helpdesk hunter ilovegod iloveyou internet iphone "
                            + "ironman january java javajava jenkins jennifer jessica jesus jordan joshua july june "
                            + "juventus killer letmein letmeinnow linkedin liverpool lovely loveme loveyou lucky "
                            + "manager manchester march master matrix matthew mercedes michael michelle microsoft "
                            + "monday money mongodb monster motdepasse mustang mypassword mysql naruto newpassword "
                            + "nicole nothing november october office oldpassword onetwothree opensesame openup oracle "
                            + "parola passphrase password passwords passwort phoenix pokemon porsche postgres "
                            + "postgresql princesa princess production python qazwsx qazwsxedc qwerty qwertyuiop qwertz "
                            + "qwertzuiop realmadrid redis robert rootroot samantha sample samsung saturday secret "
                            + "senha september service shadow silver softball something spiderman spring springboot "
                            + "starwars summer sunday sunshine superman superuser support sysadmin temppassword tester "
                            + "testing testpassword testtest thomas thursday tomcat topsecret trustno trustnoone "
                            + "tuesday user username victoria volleyball wachtwoord webmaster wednesday welcome "
                            + "whatever william willkommen windows winter wsxedc xxxxxx yamaha yourpassword yxcvbnm "
                            + "zxcvbn zxcvbnm")
                    .split(" "));

    /** Rows of keyboards and the alphabet, in which a run is looked for in both directions. */
    private static final String[] ROWS = {
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "qwertyuiop",
        "qwertzuiop",
        "azertyuiop",
        "asdfghjkl",
        "qsdfghjklm",
        "zxcvbnm",
        "yxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol",
        "!@#$%^&*()"
    };

    private static final int FEWEST_DIFFERENT = 4;

    private CommonPasswords() {}

    static boolean contains(CharSequence password) {
        String lower = password.toString().toLowerCase(Locale.ROOT);
        return lower.chars().distinct().count() < FEWEST_DIFFERENT
                || isRepeated(lower)
                || isRuns(lower)
                || WORDS.contains(undecorated(lower))
                || WORDS.contains(withLetters(undecorated(lower)))
                || WORDS.contains(undecorated(withLetters(lower)));
    }

    /** Returns the text without the digits and signs before and after it. */
    private static String undecorated(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !Character.isLetter(text.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetter(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String withLetters(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    private static boolean isRepeated(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            boolean whole = text.length() % length == 0;
            if (whole && text.equals(text.substring(0, length).repeat(text.length() / length))) {
                return length < 6;
            }
        }
        return false;
    }

    /** Whether the text is nothing but runs of four and more along a row: {@code 12345678}, {@code qwertyasdf}. */
    private static boolean isRuns(String text) {
        int at = 0;
        while (at < text.length()) {
            int length = longestRunAt(text, at);
            if (length < 4) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int longestRunAt(String text, int at) {
        int longest = 0;
        for (String row : ROWS) {
            longest = Math.max(longest, runLength(text, at, row));
            longest = Math.max(
                    longest,
                    runLength(text, at, new StringBuilder(row).reverse().toString()));
        }
        return longest;
    }

    private static int runLength(String text, int at, String row) {
        int inRow = row.indexOf(text.charAt(at));
        int length = 0;
        while (inRow >= 0
                && inRow + length < row.length()
                && at + length < text.length()
                && row.charAt(inRow + length) == text.charAt(at + length)) {
            length++;
        }
        return length;
    }
}
