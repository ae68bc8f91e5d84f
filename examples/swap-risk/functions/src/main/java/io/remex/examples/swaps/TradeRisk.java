package io.remex.examples.swaps;

/**
 * What one trade is worth and what moves it, in the reporting currency.
 *
 * @param presentValue its value today
 * @param pv01 how much it gains when the zero rate of one node rises by a basis point, in the order of {@link CurveNodes}
 */
public record TradeRisk(double presentValue, double[] pv01) {}
