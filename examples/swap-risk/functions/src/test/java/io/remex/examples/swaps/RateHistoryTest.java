package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RateHistoryTest {
    private final CurveNodes nodes = new CurveNodes(MarketData.build());
    private final RateHistory history = RateHistory.generate(4, 500, nodes);

    @Test
    void shouldBeTheSameForTheSameSeed() {
        RateHistory again = RateHistory.generate(4, 500, nodes);
        assertThat(again.dates()).isEqualTo(history.dates());
        assertThat(Arrays.deepEquals(again.moves(), history.moves())).isTrue();
        assertThat(RateHistory.generate(5, 500, nodes).moves()[0]).isNotEqualTo(history.moves()[0]);
    }

    @Test
    void shouldGoBackOverBusinessDays() {
        assertThat(history.days()).isEqualTo(500);
        assertThat(history.dates())
                .startsWith(LocalDate.parse("2019-06-27"), LocalDate.parse("2019-06-26"))
                .doesNotHaveDuplicates()
                .noneMatch(date -> date.getDayOfWeek().getValue() > 5);
    }

    @Test
    void shouldMoveEachNodeByBasisPoints() {
        assertThat(history.moves()).hasDimensions(500, nodes.size());
        double meanSquare = Arrays.stream(history.moves())
                .flatMapToDouble(Arrays::stream)
                .map(move -> move * move)
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(meanSquare)).isBetween(3e-4, 6e-4);
    }
}
