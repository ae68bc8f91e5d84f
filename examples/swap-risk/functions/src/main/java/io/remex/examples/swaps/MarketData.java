package io.remex.examples.swaps;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.currency.Currency;
import com.opengamma.strata.basics.currency.FxMatrix;
import com.opengamma.strata.basics.currency.FxMatrixBuilder;
import com.opengamma.strata.basics.date.DayCounts;
import com.opengamma.strata.basics.date.HolidayCalendar;
import com.opengamma.strata.basics.date.Tenor;
import com.opengamma.strata.basics.index.IborIndex;
import com.opengamma.strata.basics.index.IborIndices;
import com.opengamma.strata.collect.array.DoubleArray;
import com.opengamma.strata.collect.timeseries.LocalDateDoubleTimeSeries;
import com.opengamma.strata.collect.timeseries.LocalDateDoubleTimeSeriesBuilder;
import com.opengamma.strata.market.curve.Curve;
import com.opengamma.strata.market.curve.CurveName;
import com.opengamma.strata.market.curve.Curves;
import com.opengamma.strata.market.curve.InterpolatedNodalCurve;
import com.opengamma.strata.market.curve.interpolator.CurveExtrapolators;
import com.opengamma.strata.market.curve.interpolator.CurveInterpolators;
import com.opengamma.strata.market.param.TenorParameterMetadata;
import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.pricer.rate.ImmutableRatesProviderBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The market of one day, made up: for each currency a curve that discounts, for each index a curve that projects it and its fixings up
 * to the day before. Nothing is random: the same bits each time.
 */
public final class MarketData {
    /** The day for which everything is valued. */
    public static final LocalDate VALUATION_DATE = LocalDate.of(2019, 6, 28);

    /** What amounts are converted to. */
    public static final Currency REPORTING_CURRENCY = Currency.USD;

    /** The nodes of each curve, as times from the valuation date. */
    public static final List<Tenor> TENORS = Stream.of(
                    "1M", "3M", "6M", "9M", "1Y", "18M", "2Y", "3Y", "4Y", "5Y", "6Y", "7Y", "8Y", "9Y", "10Y", "12Y",
                    "15Y", "20Y", "25Y", "30Y", "40Y", "50Y")
            .map(Tenor::parse)
            .toList();

    private static final DoubleArray YEARS = DoubleArray.of(
            TENORS.size(),
            node -> DayCounts.ACT_365F.yearFraction(VALUATION_DATE, VALUATION_DATE.plus(TENORS.get(node))));
    private static final int MONTHS_OF_FIXINGS = 7;
    private static final List<Rates> CURRENCIES = List.of(
            new Rates(Currency.USD, 1, 0.0215, 0.0035, IborIndices.USD_LIBOR_3M, IborIndices.USD_LIBOR_6M),
            new Rates(Currency.EUR, 1.1373, 0.0110, -0.0150, IborIndices.EUR_EURIBOR_3M, IborIndices.EUR_EURIBOR_6M),
            new Rates(Currency.GBP, 1.2696, 0.0125, -0.0050, IborIndices.GBP_LIBOR_6M),
            new Rates(Currency.CHF, 1.0246, 0.0040, -0.0115, IborIndices.CHF_LIBOR_6M),
            new Rates(Currency.JPY, 0.009271, 0.0050, -0.0060, IborIndices.JPY_LIBOR_6M));

    private MarketData() {}

    /** Builds it. */
    public static ImmutableRatesProvider build() {
        FxMatrixBuilder dollars = FxMatrix.builder();
        ImmutableRatesProviderBuilder market = ImmutableRatesProvider.builder(VALUATION_DATE);
        for (Rates rates : CURRENCIES) {
            if (!rates.currency.equals(Currency.USD)) {
                dollars.addRate(rates.currency, Currency.USD, rates.dollars);
            }
            market.discountCurve(rates.currency, rates.curve(rates.currency + "-OIS", 0));
            for (IborIndex index : rates.indices) {
                market.iborIndexCurve(index, rates.curve(index.getName(), spread(index)), rates.fixings(index));
            }
        }
        return market.fxRateProvider(dollars.build()).build();
    }

    /** Longer loans cost more: 4 basis points a month. */
    private static double spread(IborIndex index) {
        return 4 * RateHistory.BASIS_POINT * index.getTenor().getPeriod().toTotalMonths();
    }

    /** The rates of one currency: {@code level} in the long run, {@code level + slope} today, and a smooth way between. */
    private record Rates(Currency currency, double dollars, double level, double slope, List<IborIndex> indices) {
        private static final double DECAY_YEARS = 2.5;

        Rates(Currency currency, double dollars, double level, double slope, IborIndex... indices) {
            this(currency, dollars, level, slope, List.of(indices));
        }

        double zeroRate(double years) {
            double decay = years / DECAY_YEARS;
            return level + slope * (1 - StrictMath.exp(-decay)) / decay;
        }

        Curve curve(String name, double spread) {
            return InterpolatedNodalCurve.of(
                    Curves.zeroRates(
                            CurveName.of(name),
                            DayCounts.ACT_365F,
                            TENORS.stream().map(TenorParameterMetadata::of).toList()),
                    YEARS,
                    YEARS.map(years -> zeroRate(years) + spread),
                    CurveInterpolators.DOUBLE_QUADRATIC,
                    CurveExtrapolators.FLAT,
                    CurveExtrapolators.FLAT);
        }

        LocalDateDoubleTimeSeries fixings(IborIndex index) {
            HolidayCalendar calendar = index.getFixingCalendar().resolve(ReferenceData.standard());
            double rate = zeroRate(index.getTenor().getPeriod().toTotalMonths() / 12.0) + spread(index);
            LocalDateDoubleTimeSeriesBuilder fixings = LocalDateDoubleTimeSeries.builder();
            LocalDate first = VALUATION_DATE.minusMonths(MONTHS_OF_FIXINGS);
            for (LocalDate date = calendar.nextOrSame(first);
                    date.isBefore(VALUATION_DATE);
                    date = calendar.next(date)) {
                fixings.put(date, rate);
            }
            return fixings.build();
        }
    }
}
