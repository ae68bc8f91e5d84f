package io.remex.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.chaos.job.Job;
import io.remex.chaos.job.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account, with journals that the test has written: that it can find something, above all. */
class LedgerTest {
    private static final long RIGHT = Job.GRAPH.expected(3, "");

    @TempDir
    private Path directory;

    private final Ledger ledger = new Ledger();

    private void account(boolean wasKilled, Consumer<Journal> caller) throws IOException {
        Path path = directory.resolve("caller-1-1");
        try (Journal journal = new Journal(path)) {
            caller.accept(journal);
        }
        ledger.add("caller-1-1", Journal.read(path), wasKilled);
    }

    private Verdict verdict() {
        return new Verdict(5, ledger, List.of(), List.of(), List.of());
    }

    @Test
    void shouldFindNothingWrongWithWhatIsRight() throws IOException {
        account(false, journal -> {
            journal.submitted(1, Job.GRAPH, 3, "note");
            journal.submitted(2, Job.GRAPH, 4, "note");
            journal.failed(2, "WORKER_LOST it is gone");
            journal.result(1, RIGHT);
            journal.end();
        });
        assertThat(verdict().isClean()).isTrue();
        assertThat(ledger.failures()).isEqualTo(Map.of("WORKER_LOST", 1));
        assertThat(verdict().line())
                .isEqualTo("kills=5 submitted=2 completed=1 failed=1 lost=0 duplicated=0 wrong=0 leaked-files=0");
    }

    @Test
    void shouldFindATaskThatWasLost() throws IOException {
        account(false, journal -> {
            journal.submitted(1, Job.GRAPH, 3, "note");
            journal.end();
        });
        assertThat(ledger.lost()).isOne();
        assertIsReported("lost: caller-1-1");
    }

    @Test
    void shouldFindATaskThatEndedTwice() throws IOException {
        account(false, journal -> {
            journal.submitted(1, Job.GRAPH, 3, "note");
            journal.result(1, RIGHT);
            journal.failed(1, "WORKER_LOST it is gone");
        });
        assertThat(ledger.duplicated()).isOne();
        assertIsReported("duplicated: caller-1-1");
    }

    @Test
    void shouldFindAResultThatIsWrong() throws IOException {
        account(false, journal -> {
            journal.submitted(1, Job.GRAPH, 3, "note");
            journal.result(1, RIGHT + 1);
        });
        assertThat(ledger.wrong()).isOne();
        assertIsReported("wrong: caller-1-1");
    }

    @Test
    void shouldFindAFailureThatNoFaultExplains() throws IOException {
        account(false, journal -> {
            journal.submitted(1, Job.GRAPH, 3, "note");
            journal.failed(1, "java.lang.NullPointerException why");
        });
        assertThat(ledger.wrong()).isOne();
        assertIsReported("why");
    }

    @Test
    void shouldFindAnOutcomeOfNoTask() throws IOException {
        account(true, journal -> journal.result(9, RIGHT));
        assertThat(ledger.wrong()).isOne();
        assertIsReported("a task it never had");
    }

    @Test
    void shouldNotMissTheTasksOfACallerThatWasKilled() throws IOException {
        account(true, journal -> {
            journal.submitted(1, Job.GRAPH, 3, "note");
            journal.submitted(2, Job.GRAPH, 3, "note");
            journal.result(2, RIGHT);
        });
        assertThat(verdict().isClean()).isTrue();
        assertThat(ledger.diedWithCaller()).isOne();
        assertThat(ledger.completed()).isOne();
    }

    @Test
    void shouldNotCountALineThatIsCutOff() throws IOException {
        Path path = directory.resolve("cut");
        try (Journal journal = new Journal(path)) {
            journal.submitted(1, Job.GRAPH, 3, "note");
        }
        Files.writeString(path, "RESULT\t1\t\t0\tab", StandardOpenOption.APPEND);
        assertThat(Journal.read(path)).hasSize(1);
    }

    @Test
    void shouldReportWhatIsLeftAndWhatCrashed() throws IOException {
        Verdict verdict = new Verdict(0, ledger, List.of("/some/file"), List.of("worker-1"), List.of("too late"));
        assertThat(ChaosRun.report(verdict, directory)).isNotZero();
        assertThat(directory.resolve("problems.txt")).content().contains("/some/file", "worker-1", "too late");
        assertThat(verdict.line()).endsWith("leaked-files=1");
    }

    private void assertIsReported(String text) throws IOException {
        assertThat(verdict().isClean()).isFalse();
        assertThat(ChaosRun.report(verdict(), directory)).isNotZero();
        assertThat(directory.resolve("problems.txt")).content().contains(text);
    }
}
