package io.remex.examples.swaps;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.currency.FxMatrix;
import com.opengamma.strata.basics.index.ImmutableFxIndex;
import com.opengamma.strata.basics.index.ImmutableIborIndex;
import com.opengamma.strata.market.curve.DefaultCurveMetadata;
import com.opengamma.strata.market.curve.InterpolatedNodalCurve;
import com.opengamma.strata.market.param.CurrencyParameterSensitivities;
import com.opengamma.strata.market.param.TenorParameterMetadata;
import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.pricer.swap.DiscountingSwapTradePricer;
import com.opengamma.strata.product.swap.FixedRateCalculation;
import com.opengamma.strata.product.swap.IborRateCalculation;
import com.opengamma.strata.product.swap.RateCalculationSwapLeg;
import com.opengamma.strata.product.swap.ResolvedSwapTrade;
import com.opengamma.strata.product.swap.SwapTrade;
import io.remex.Remote;
import io.remex.RemoteSubtypes;
import java.util.List;

/**
 * Values swaps, as tasks and as plain methods that the tasks call.
 *
 * <p>A class that the compiler cannot see behind Strata's interfaces does not travel unless it is named here.
 */
@RemoteSubtypes(
        value = {
            RateCalculationSwapLeg.class,
            FixedRateCalculation.class,
            IborRateCalculation.class,
            ImmutableIborIndex.class,
            ImmutableFxIndex.class,
            FxMatrix.class,
            InterpolatedNodalCurve.class,
            DefaultCurveMetadata.class,
            TenorParameterMetadata.class
        },
        names = {
            "com.opengamma.strata.basics.date.StandardBusinessDayConventions",
            "com.opengamma.strata.basics.date.StandardDayCounts",
            "com.opengamma.strata.basics.date.StandardPeriodAdditionConventions",
            "com.opengamma.strata.basics.schedule.StandardRollConventions",
            "com.opengamma.strata.collect.timeseries.DenseLocalDateDoubleTimeSeries",
            "com.opengamma.strata.market.curve.interpolator.DoubleQuadraticCurveInterpolator",
            "com.opengamma.strata.market.curve.interpolator.FlatCurveExtrapolator"
        })
public final class SwapRisk {
    private static final DiscountingSwapTradePricer PRICER = DiscountingSwapTradePricer.DEFAULT;

    private SwapRisk() {}

    /** The risk of each trade of a batch, as a task. */
    @Remote
    public static Computed<List<TradeRisk>> risk(List<SwapTrade> batch, ImmutableRatesProvider market) {
        return Computed.here(() -> risks(batch, market));
    }

    /** The value of each trade of a batch on each day of a history, as a task. */
    @Remote
    public static Computed<double[][]> scenarios(
            List<SwapTrade> batch, ImmutableRatesProvider market, RateHistory history) {
        return Computed.here(() -> scenarioValues(batch, market, history));
    }

    /** The value of a trade, in the reporting currency. */
    public static double presentValue(SwapTrade trade, ImmutableRatesProvider market) {
        return presentValue(resolve(trade), market);
    }

    /** The value and the PV01 of each trade, in their order. */
    public static List<TradeRisk> risks(List<SwapTrade> batch, ImmutableRatesProvider market) {
        CurveNodes nodes = new CurveNodes(market);
        return batch.stream().map(trade -> risk(resolve(trade), market, nodes)).toList();
    }

    /**
     * The value of each trade in the market of today, moved as rates moved on each day of the history.
     *
     * @return a row for each trade, a column for each day
     */
    public static double[][] scenarioValues(List<SwapTrade> batch, ImmutableRatesProvider market, RateHistory history) {
        CurveNodes nodes = new CurveNodes(market);
        List<ResolvedSwapTrade> trades = batch.stream().map(SwapRisk::resolve).toList();
        double[][] values = new double[trades.size()][history.days()];
        for (int day = 0; day < history.days(); day++) {
            ImmutableRatesProvider moved = nodes.moved(market, history.moves()[day]);
            for (int trade = 0; trade < trades.size(); trade++) {
                values[trade][day] = presentValue(trades.get(trade), moved);
            }
        }
        return values;
    }

    private static TradeRisk risk(ResolvedSwapTrade trade, ImmutableRatesProvider market, CurveNodes nodes) {
        CurrencyParameterSensitivities sensitivities = market.parameterSensitivity(
                        PRICER.presentValueSensitivity(trade, market))
                .convertedTo(MarketData.REPORTING_CURRENCY, market);
        return new TradeRisk(presentValue(trade, market), nodes.pv01(sensitivities));
    }

    private static double presentValue(ResolvedSwapTrade trade, ImmutableRatesProvider market) {
        return PRICER.presentValue(trade, MarketData.REPORTING_CURRENCY, market).getAmount();
    }

    /** Works out every date and payment of a trade. */
    private static ResolvedSwapTrade resolve(SwapTrade trade) {
        return trade.resolve(ReferenceData.standard());
    }
}
