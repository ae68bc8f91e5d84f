package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.basics.currency.Currency;
import com.opengamma.strata.basics.index.IborIndices;
import com.opengamma.strata.market.curve.Curve;
import com.opengamma.strata.market.curve.CurveName;
import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveNodesTest {
    private final ImmutableRatesProvider market = MarketData.build();
    private final CurveNodes nodes = new CurveNodes(market);

    @Test
    void shouldLineUpTheCurvesByName() {
        assertThat(List.copyOf(nodes.curves().keySet())).isSorted().hasSize(12);
        assertThat(nodes.size()).isEqualTo(12 * MarketData.TENORS.size());
        assertThat(nodes.offset(CurveName.of("CHF-LIBOR-6M"))).isZero();
        assertThat(nodes.offset(CurveName.of("USD-OIS"))).isEqualTo(11 * MarketData.TENORS.size());
    }

    @Test
    void shouldTellHowFarAlongItsCurveANodeIs() {
        int last = MarketData.TENORS.size() - 1;
        assertThat(nodes.position(0)).isEqualTo(-1);
        assertThat(nodes.position(last)).isEqualTo(1);
        assertThat(nodes.position(last + 1)).isEqualTo(-1);
        assertThat(nodes.position(nodes.size() - 1)).isEqualTo(1);
    }

    @Test
    void shouldMoveExactlyTheNodesThatMoved() {
        double[] moves = new double[nodes.size()];
        int third = nodes.offset(CurveName.of("EUR-EURIBOR-6M")) + 3;
        moves[third] = 0.25;

        ImmutableRatesProvider moved = nodes.moved(market, moves);

        Curve before = market.getIndexCurves().get(IborIndices.EUR_EURIBOR_6M);
        assertThat(moved.getIndexCurves().get(IborIndices.EUR_EURIBOR_6M))
                .isEqualTo(before.withParameter(3, before.getParameter(3) + 0.25));
        assertThat(moved.getDiscountCurves().get(Currency.EUR))
                .isEqualTo(market.getDiscountCurves().get(Currency.EUR));
        assertThat(moved.getTimeSeries()).isEqualTo(market.getTimeSeries());
        assertThat(moved.getFxRateProvider()).isEqualTo(market.getFxRateProvider());
    }
}
