package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpinBudgetTest {
    private static final int SPINS = 50;

    private final SpinBudget budget = new SpinBudget(SPINS);

    @Test
    void shouldAllowSpinsWhileTheyEndWaits() {
        for (int i = 0; i < 1_000; i++) {
            int allowed = budget.next();
            assertThat(allowed).isEqualTo(SPINS);
            budget.onWaited(allowed, i % 4 == 3);
        }
    }

    @Test
    void shouldAllowNoneAfterFourWaitsThatSpunInVainAndTryAgainNowAndThen() {
        spinInVain();

        int tries = 0;
        for (int i = 0; i < 640; i++) {
            int allowed = budget.next();
            tries += allowed == SPINS ? 1 : 0;
            budget.onWaited(allowed, false);
        }

        assertThat(tries).isEqualTo(10);
    }

    @Test
    void shouldAllowSpinsAgainOnceATrialPaid() {
        spinInVain();
        int allowed;
        do {
            allowed = budget.next();
        } while (allowed == 0);
        budget.onWaited(allowed, true);

        assertThat(budget.next()).isEqualTo(SPINS);
    }

    private void spinInVain() {
        for (int i = 0; i < 4; i++) {
            budget.onWaited(budget.next(), false);
        }
        assertThat(budget.next()).isZero();
    }
}
