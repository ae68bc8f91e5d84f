package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.opengamma.strata.basics.currency.Currency;
import com.opengamma.strata.basics.index.IborIndices;
import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import org.junit.jupiter.api.Test;

class MarketDataTest {
    private final ImmutableRatesProvider market = MarketData.build();

    @Test
    void shouldBeTheSameEachTime() {
        assertThat(MarketData.build()).isEqualTo(market);
    }

    @Test
    void shouldDiscountAndProjectEveryCurrencyOfTheBook() {
        assertThat(market.getDiscountCurrencies())
                .containsExactlyInAnyOrder(Currency.USD, Currency.EUR, Currency.GBP, Currency.CHF, Currency.JPY);
        assertThat(market.getIborIndices()).hasSize(7).allSatisfy(index -> {
            assertThat(market.timeSeries(index).getLatestDate()).isEqualTo("2019-06-27");
            assertThat(market.timeSeries(index).getEarliestDate()).isBetween("2018-11-28", "2018-11-29");
        });
        assertThat(market.fxRate(Currency.EUR, Currency.USD)).isCloseTo(1.1373, offset(1e-12));
    }

    @Test
    void shouldCostMoreToBorrowForLonger() {
        assertThat(market.getIndexCurves().get(IborIndices.USD_LIBOR_6M).getParameter(0)
                        - market.getIndexCurves().get(IborIndices.USD_LIBOR_3M).getParameter(0))
                .isCloseTo(0.0012, offset(1e-12));
    }
}
