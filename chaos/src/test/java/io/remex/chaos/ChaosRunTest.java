package io.remex.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short run of the tool, with the seed in the name of the directory of its logs. */
class ChaosRunTest {
    @Test
    void shouldAccountForEveryTaskWhateverDies() {
        assertThat(ChaosRun.execute(
                        "--seconds=" + FaultPlan.round(),
                        "--seed=new",
                        "--node=" + System.getProperty("chaos.node"),
                        "--server=" + System.getProperty("chaos.server"),
                        "--output=" + System.getProperty("chaos.output")))
                .as(
                        "exit code; see the output of this test, which has the seed, and %s",
                        System.getProperty("chaos.output"))
                .isZero();
    }

    @Test
    void shouldRefuseATimeOrASeedThatIsNone() {
        assertThat(ChaosRun.execute("--seconds=0", "--node=n", "--server=s", "--output=o"))
                .isEqualTo(2);
        assertThat(ChaosRun.execute("--seed=xyz", "--node=n", "--server=s", "--output=o"))
                .isEqualTo(2);
    }
}
