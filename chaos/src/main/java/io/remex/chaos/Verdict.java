package io.remex.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a run ended.
 *
 * @param kills how many processes were killed
 * @param leakedFiles files that were left although everything had ended
 * @param crashes processes that ended although nobody killed them
 * @param violations promises that were broken otherwise
 */
record Verdict(int kills, Ledger ledger, List<String> leakedFiles, List<String> crashes, List<String> violations) {

    /** Whether every promise was kept. */
    boolean isClean() {
        return problems().isEmpty();
    }

    /** All that is wrong, for who has to find out why. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(ledger.problems());
        leakedFiles.forEach(file -> problems.add("leaked: " + file));
        crashes.forEach(crash -> problems.add("crashed: " + crash));
        problems.addAll(violations);
        return problems;
    }

    /** The last line of a run. */
    String line() {
        return String.format(
                Locale.ROOT,
                "kills=%d submitted=%d completed=%d failed=%d lost=%d duplicated=%d wrong=%d leaked-files=%d",
                kills,
                ledger.submitted(),
                ledger.completed(),
                ledger.failed(),
                ledger.lost(),
                ledger.duplicated(),
                ledger.wrong(),
                leakedFiles.size());
    }
}
