package io.remex.examples.swaps;

import com.opengamma.strata.market.curve.Curve;
import com.opengamma.strata.market.curve.CurveName;
import com.opengamma.strata.market.param.CurrencyParameterSensitivities;
import com.opengamma.strata.market.param.CurrencyParameterSensitivity;
import com.opengamma.strata.pricer.rate.ImmutableRatesProvider;
import com.opengamma.strata.pricer.rate.ImmutableRatesProviderBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes of all curves of a market in one line: curve after curve by name, node after node by time. Gives numbers about nodes a
 * place in an array.
 */
public final class CurveNodes {
    private final SortedMap<CurveName, Curve> curves;
    private final Map<CurveName, Integer> offsets = new HashMap<>();
    private final int size;

    /** The nodes of this market, and of every other one with the same curves. */
    public CurveNodes(ImmutableRatesProvider market) {
        curves = new TreeMap<>(market.getCurves());
        int offset = 0;
        for (Map.Entry<CurveName, Curve> entry : curves.entrySet()) {
            offsets.put(entry.getKey(), offset);
            offset += entry.getValue().getParameterCount();
        }
        size = offset;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The curves by name. */
    public SortedMap<CurveName, Curve> curves() {
        return curves;
    }

    /** Where the nodes of a curve begin. */
    public int offset(CurveName curve) {
        return offsets.get(curve);
    }

    /** How far along its curve a node is: from -1 for the first to 1 for the last. */
    double position(int node) {
        CurveName curve = curves.firstKey();
        for (CurveName next : curves.keySet()) {
            curve = offsets.get(next) <= node ? next : curve;
        }
        int last = curves.get(curve).getParameterCount() - 1;
        return last == 0 ? 0 : 2.0 * (node - offsets.get(curve)) / last - 1;
    }

    /** Lines up the gain for a basis point at each node. */
    double[] pv01(CurrencyParameterSensitivities sensitivities) {
        double[] pv01 = new double[size];
        for (CurrencyParameterSensitivity ofCurve : sensitivities.getSensitivities()) {
            int offset = offsets.get(CurveName.of(ofCurve.getMarketDataName().getName()));
            for (int node = 0; node < ofCurve.getParameterCount(); node++) {
                pv01[offset + node] += ofCurve.getSensitivity().get(node) * RateHistory.BASIS_POINT;
            }
        }
        return pv01;
    }

    /** The market after the rate of each node has moved by so much. */
    ImmutableRatesProvider moved(ImmutableRatesProvider market, double[] moves) {
        ImmutableRatesProviderBuilder moved = market.toBuilder();
        market.getDiscountCurves().forEach((currency, curve) -> moved.discountCurve(currency, moved(curve, moves)));
        market.getIndexCurves().forEach((index, curve) -> moved.indexCurve(index, moved(curve, moves)));
        return moved.build();
    }

    private Curve moved(Curve curve, double[] moves) {
        int offset = offsets.get(curve.getName());
        return curve.withPerturbation((node, rate, metadata) -> rate + moves[offset + node]);
    }
}
