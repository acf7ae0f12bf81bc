package dev.readiness.secrets;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a scan found, and how much it has seen.
 *
 * @param filesRead how many files were read
 * @param filesUnread those that could not be read
 * @param leaks what was found, without values
 */
public record LeakScanResult(int filesRead, List<String> filesUnread, List<Leak> leaks) {

    /** Copies the lists. */
    public LeakScanResult {
        filesUnread = List.copyOf(filesUnread);
        leaks = List.copyOf(leaks);
    }

    /**
     * Fails if there is a leak, or a file that could not be read; names all of them.
     *
     * @throws AssertionError with one line for each
     */
    public void orThrow() {
        if (!leaks.isEmpty() || !filesUnread.isEmpty()) {
            throw new AssertionError(toString());
        }
    }

    /** Returns one line for each leak, and one that sums up. */
    @Override
    public String toString() {
        String places =
                leaks.stream().map(leak -> leak + System.lineSeparator()).collect(Collectors.joining());
        String unread = filesUnread.isEmpty() ? "" : "; could not read " + filesUnread;
        return places + leaks.size() + (leaks.size() == 1 ? " leak in " : " leaks in ") + filesRead + " files" + unread;
    }
}
