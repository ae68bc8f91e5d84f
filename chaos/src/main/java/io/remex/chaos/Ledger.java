package io.remex.chaos;

import io.remex.ErrorCode;
import io.remex.chaos.job.Job;
import io.remex.chaos.job.Journal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The account of all tasks of all callers: what each was to give, and what its caller was told. */
final class Ledger {
    /** What tasks may fail with when processes die. Any other failure is a wrong outcome. */
    private static final Set<ErrorCode> EXPECTED_FAILURES =
            EnumSet.of(ErrorCode.WORKER_LOST, ErrorCode.OWNER_LOST, ErrorCode.OBJECT_LOST, ErrorCode.RUNTIME_CLOSED);

    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private int submitted;
    private int completed;
    private int failed;
    private int diedWithCaller;
    private int lost;
    private int duplicated;
    private int wrong;

    /**
     * The account of one process of a caller.
     *
     * @param caller a name for messages
     * @param wasKilled whether the process was killed, so that its tasks may have ended with it
     */
    void add(String caller, List<Journal.Entry> entries, boolean wasKilled) {
        Map<Long, Journal.Entry> open = new HashMap<>();
        Map<Long, Journal.Entry> ended = new HashMap<>();
        boolean hasEnd = false;
        for (Journal.Entry entry : entries) {
            switch (entry.kind()) {
                case SUBMITTED -> {
                    submitted++;
                    open.put(entry.task(), entry);
                }
                case RESULT, FAILED -> {
                    Journal.Entry submission = open.remove(entry.task());
                    if (submission != null) {
                        ended.put(entry.task(), submission);
                        addOutcome(caller, submission, entry);
                    } else if (ended.containsKey(entry.task())) {
                        addDuplicate(caller + " was told a second outcome: " + entry);
                    } else {
                        wrong++;
                        problems.add("wrong: " + caller + " was told an outcome of a task it never had: " + entry);
                    }
                }
                case END -> hasEnd = true;
            }
        }
        if (wasKilled && !hasEnd) {
            diedWithCaller += open.size();
        } else {
            lost += open.size();
            open.values().forEach(entry -> problems.add("lost: " + caller + " was told nothing of " + entry));
        }
    }

    /** Something ran or ended twice that must not. */
    void addDuplicate(String what) {
        duplicated++;
        problems.add("duplicated: " + what);
    }

    private void addOutcome(String caller, Journal.Entry submission, Journal.Entry outcome) {
        if (outcome.kind() == Journal.Kind.FAILED) {
            addFailure(caller, submission, outcome);
            return;
        }
        long right = expected(submission);
        if (Long.parseUnsignedLong(outcome.text(), 16) == right) {
            completed++;
        } else {
            wrong++;
            problems.add("wrong: " + caller + " was told " + outcome.text() + " for " + submission + ", not "
                    + Long.toHexString(right));
        }
    }

    private void addFailure(String caller, Journal.Entry submission, Journal.Entry outcome) {
        String code = outcome.text().split(" ", 2)[0];
        if (EXPECTED_FAILURES.stream().anyMatch(failure -> failure.name().equals(code))) {
            failed++;
            failures.merge(code, 1, Integer::sum);
        } else {
            wrong++;
            problems.add("wrong: " + caller + " was told of " + submission + " that it failed: " + outcome.text());
        }
    }

    private long expected(Journal.Entry submission) {
        Job job = Job.valueOf(submission.job());
        String note = job == Job.ONCE ? submission.text() : "";
        return expected.computeIfAbsent(
                submission.job() + submission.number() + note, key -> job.expected(submission.number(), note));
    }

    int submitted() {
        return submitted;
    }

    int completed() {
        return completed;
    }

    int failed() {
        return failed;
    }

    /** How many failed with each code. */
    Map<String, Integer> failures() {
        return failures;
    }

    /** Tasks whose caller was killed before it was told their outcome. */
    int diedWithCaller() {
        return diedWithCaller;
    }

    int lost() {
        return lost;
    }

    int duplicated() {
        return duplicated;
    }

    int wrong() {
        return wrong;
    }

    /** What is wrong, one line for each task. */
    List<String> problems() {
        return problems;
    }
}
