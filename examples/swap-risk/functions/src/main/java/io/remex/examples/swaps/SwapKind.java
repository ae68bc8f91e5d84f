package io.remex.examples.swaps;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.StandardId;
import com.opengamma.strata.basics.date.Tenor;
import com.opengamma.strata.basics.schedule.Frequency;
import com.opengamma.strata.basics.value.ValueAdjustment;
import com.opengamma.strata.basics.value.ValueSchedule;
import com.opengamma.strata.basics.value.ValueStepSequence;
import com.opengamma.strata.product.common.BuySell;
import com.opengamma.strata.product.swap.RateCalculationSwapLeg;
import com.opengamma.strata.product.swap.Swap;
import com.opengamma.strata.product.swap.SwapLeg;
import com.opengamma.strata.product.swap.SwapTrade;
import com.opengamma.strata.product.swap.type.FixedIborSwapConvention;
import com.opengamma.strata.product.swap.type.FixedIborSwapConventions;
import com.opengamma.strata.product.swap.type.IborIborSwapConventions;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Random;

/** The kinds of swaps in a book, and how to make one up. */
enum SwapKind {
    /** Fixed against floating, agreed today. */
    NEW {
        @Override
        SwapTrade generate(Random random) {
            return fixedIbor(MarketData.VALUATION_DATE, Period.ZERO, random);
        }
    },
    /** Fixed against floating, begun years ago: its current floating rate is a past fixing. */
    SEASONED {
        @Override
        SwapTrade generate(Random random) {
            return fixedIbor(MarketData.VALUATION_DATE.minusDays(30 + random.nextInt(4 * 365)), Period.ZERO, random);
        }
    },
    /** Fixed against floating, beginning in some months. */
    FORWARD {
        @Override
        SwapTrade generate(Random random) {
            return fixedIbor(MarketData.VALUATION_DATE, Period.ofMonths(1 + random.nextInt(24)), random);
        }
    },
    /** Fixed against floating, on an amount that shrinks every year. */
    AMORTISING {
        @Override
        SwapTrade generate(Random random) {
            return amortised(fixedIbor(MarketData.VALUATION_DATE, Period.ZERO, random));
        }
    },
    /** Floating against floating: three-month against six-month dollar rates. */
    BASIS {
        @Override
        SwapTrade generate(Random random) {
            return IborIborSwapConventions.USD_LIBOR_3M_LIBOR_6M.createTrade(
                    MarketData.VALUATION_DATE,
                    tenor(random),
                    side(random),
                    notional(random),
                    spread(random),
                    REFERENCE);
        }
    };

    private static final ReferenceData REFERENCE = ReferenceData.standard();
    private static final List<FixedIborSwapConvention> CONVENTIONS = List.of(
            FixedIborSwapConventions.USD_FIXED_6M_LIBOR_3M,
            FixedIborSwapConventions.EUR_FIXED_1Y_EURIBOR_3M,
            FixedIborSwapConventions.EUR_FIXED_1Y_EURIBOR_6M,
            FixedIborSwapConventions.GBP_FIXED_6M_LIBOR_6M,
            FixedIborSwapConventions.CHF_FIXED_1Y_LIBOR_6M,
            FixedIborSwapConventions.JPY_FIXED_6M_LIBOR_6M);

    abstract SwapTrade generate(Random random);

    /** A trade with a number. */
    SwapTrade generate(int number, Random random) {
        SwapTrade trade = generate(random);
        return trade.withInfo(trade.getInfo().toBuilder()
                .id(StandardId.of("swap", String.valueOf(number)))
                .build());
    }

    private static SwapTrade fixedIbor(LocalDate agreed, Period untilStart, Random random) {
        FixedIborSwapConvention convention = CONVENTIONS.get(random.nextInt(CONVENTIONS.size()));
        double fixedRate = -0.005 + spread(random) * 20;
        return convention.createTrade(
                agreed, untilStart, tenor(random), side(random), notional(random), fixedRate, REFERENCE);
    }

    private static SwapTrade amortised(SwapTrade trade) {
        List<SwapLeg> legs = trade.getProduct().getLegs().stream()
                .map(leg -> amortised((RateCalculationSwapLeg) leg))
                .toList();
        return SwapTrade.of(trade.getInfo(), Swap.of(legs));
    }

    private static SwapLeg amortised(RateCalculationSwapLeg leg) {
        double notional = leg.getNotionalSchedule().getAmount().getInitialValue();
        LocalDate start = leg.getAccrualSchedule().getStartDate();
        LocalDate end = leg.getAccrualSchedule().getEndDate();
        int years = end.getYear() - start.getYear();
        ValueStepSequence steps = ValueStepSequence.of(
                start.plusYears(1),
                end.minusYears(1),
                Frequency.P12M,
                ValueAdjustment.ofDeltaAmount(-notional / years));
        return leg.toBuilder()
                .notionalSchedule(leg.getNotionalSchedule().toBuilder()
                        .amount(ValueSchedule.of(notional, steps))
                        .build())
                .build();
    }

    private static Tenor tenor(Random random) {
        return Tenor.ofYears(2 + random.nextInt(29));
    }

    private static BuySell side(Random random) {
        return random.nextBoolean() ? BuySell.BUY : BuySell.SELL;
    }

    private static double notional(Random random) {
        return 1e6 * (1 + random.nextInt(50));
    }

    /** Up to 20 basis points. */
    private static double spread(Random random) {
        return random.nextInt(21) * RateHistory.BASIS_POINT;
    }
}
