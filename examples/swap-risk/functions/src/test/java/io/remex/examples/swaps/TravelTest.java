package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.product.swap.SwapTrade;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arguments and results through the codecs of the stubs, as they travel. */
class TravelTest {
    private static final int LIMIT_BYTES = 1 << 26;
    private static final long SEED = 11;
    private static final int TRADES_OF_A_KIND = 40;

    private final ImmutableRatesProvider market = MarketData.build();

    @Test
    void shouldCarryTheMarket() {
        ImmutableRatesProvider arrived = roundTrip(argument(SwapRiskRemote.SCENARIOS, 1), market);
        assertThat(arrived).isEqualTo(market);
        assertThat(arrived.getIndexCurves().keySet().asList())
                .as("in its order")
                .isEqualTo(market.getIndexCurves().keySet().asList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryEveryKindOfTradeAndGiveTheSameBits(SwapKind kind) {
        Random random = new Random(SEED);
        List<SwapTrade> trades = random.ints(TRADES_OF_A_KIND)
                .mapToObj(number -> kind.generate(number, random))
                .toList();
        RateHistory history = RateHistory.generate(SEED, 2, new CurveNodes(market));

        List<SwapTrade> arrived = roundTrip(argument(SwapRiskRemote.RISK, 0), trades);
        ImmutableRatesProvider marketThere = roundTrip(argument(SwapRiskRemote.RISK, 1), market);
        RateHistory historyThere = roundTrip(argument(SwapRiskRemote.SCENARIOS, 2), history);

        assertThat(arrived).isEqualTo(trades);
        BookRisk here = total(trades, market, history);
        BookRisk there = total(arrived, marketThere, historyThere);
        assertThat(there.hasBitsOf(here)).as("seed %d", SEED).isTrue();
        assertThat(here.presentValue()).isNotZero().isFinite();
    }

    @Test
    void shouldCarryResults() {
        Computed<List<TradeRisk>> risk = new Computed<>(List.of(new TradeRisk(-0.0, new double[] {1, -2})), 3, "w");
        assertThat(roundTrip(SwapRiskRemote.RISK.resultCodec(), risk))
                .usingRecursiveComparison()
                .isEqualTo(risk);
        Computed<double[][]> values = new Computed<>(new double[][] {{1, Double.MIN_VALUE}, {}}, 3, "w");
        assertThat(roundTrip(SwapRiskRemote.SCENARIOS.resultCodec(), values))
                .usingRecursiveComparison()
                .isEqualTo(values);
    }

    private static BookRisk total(List<SwapTrade> trades, ImmutableRatesProvider market, RateHistory history) {
        return BookRisk.total(
                List.of(SwapRisk.risks(trades, market)),
                Collections.singletonList(SwapRisk.scenarioValues(trades, market, history)));
    }

    @SuppressWarnings("unchecked") // a parameter's codec is that of its type
    private static <T> Codec<T> argument(FunctionDescriptor<?> function, int index) {
        return (Codec<T>) function.argumentCodecs().get(index);
    }

    private static <T> T roundTrip(Codec<T> codec, T value) {
        ValueOutput out = new ValueOutput(LIMIT_BYTES, "the test's limit");
        out.reset(null);
        codec.encode(out, value);
        ValueInput in = new ValueInput().wrap(out.copy(), null);
        T arrived = codec.decode(in);
        in.requireEnd();
        return arrived;
    }
}
