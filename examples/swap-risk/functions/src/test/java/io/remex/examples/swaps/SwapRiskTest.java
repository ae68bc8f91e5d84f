package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.product.swap.SwapTrade;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwapRiskTest {
    private static final double HALF_A_BASIS_POINT = 0.5e-4;

    private final ImmutableRatesProvider market = MarketData.build();
    private final CurveNodes nodes = new CurveNodes(market);
    private final List<SwapTrade> trades = SwapBook.generate(3, 25).trades();

    @Test
    void shouldGiveTheGainOfMovingEachNode() {
        List<TradeRisk> risks = SwapRisk.risks(trades, market);
        for (int node = 0; node < nodes.size(); node += 7) {
            for (int trade = 0; trade < trades.size(); trade++) {
                double up = SwapRisk.presentValue(trades.get(trade), moved(node, HALF_A_BASIS_POINT));
                double down = SwapRisk.presentValue(trades.get(trade), moved(node, -HALF_A_BASIS_POINT));
                assertThat(risks.get(trade).pv01()[node])
                        .as("node %d of %s", node, trades.get(trade))
                        .isCloseTo(up - down, offset(0.01 + Math.abs(up - down) * 1e-4));
            }
        }
    }

    @Test
    void shouldGiveTheValueItHasWithoutItsRisk() {
        assertThat(SwapRisk.risks(trades, market))
                .extracting(TradeRisk::presentValue)
                .containsExactlyElementsOf(trades.stream()
                        .map(trade -> SwapRisk.presentValue(trade, market))
                        .toList());
    }

    @Test
    void shouldValueEachTradeOnEachDay() {
        RateHistory still = new RateHistory(
                List.of(MarketData.VALUATION_DATE, MarketData.VALUATION_DATE), new double[2][nodes.size()]);
        still.moves()[1][nodes.size() / 2] = 0.01;
        double[][] values = SwapRisk.scenarioValues(trades, market, still);
        assertThat(values).hasDimensions(trades.size(), 2);
        for (int trade = 0; trade < trades.size(); trade++) {
            assertThat(values[trade])
                    .containsExactly(
                            SwapRisk.presentValue(trades.get(trade), market),
                            SwapRisk.presentValue(trades.get(trade), moved(nodes.size() / 2, 0.01)));
        }
    }

    private ImmutableRatesProvider moved(int node, double move) {
        double[] moves = new double[nodes.size()];
        moves[node] = move;
        return nodes.moved(market, moves);
    }
}
