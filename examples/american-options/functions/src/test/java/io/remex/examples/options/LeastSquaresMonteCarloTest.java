package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSquaresMonteCarloTest {
    private static final AmericanPut AT_THE_MONEY = new AmericanPut(40, 40, 0.06, 0.2, 1, 50);

    @ParameterizedTest
    @CsvSource({"36, 0.2, 1, 4.478", "40, 0.4, 1, 5.312", "44, 0.2, 2, 1.690"})
    void shouldMatchTheFiniteDifferenceValuesOfThePaper(
            double spot, double volatility, double maturityYears, double expected) {
        AmericanPut option = new AmericanPut(spot, 40, 0.06, volatility, maturityYears, 50);
        double[] prices = prices(option, 10, 20_000);
        assertThat(mean(prices)).isCloseTo(expected, within(0.02 + 3 * standardError(prices)));
    }

    @ParameterizedTest
    @CsvSource({"36, 0.2", "40, 0.4", "44, 0.4"})
    void shouldMatchBlackAndScholesWhenItCanOnlyBeExercisedAtMaturity(double spot, double volatility) {
        AmericanPut european = new AmericanPut(spot, 40, 0.06, volatility, 1, 1);
        double[] prices = prices(european, 10, 40_000);
        assertThat(mean(prices)).isCloseTo(blackScholes(european), within(4 * standardError(prices)));
    }

    @Test
    void shouldBeWorthMoreThanTheEuropeanOption() {
        assertThat(mean(prices(AT_THE_MONEY, 4, 10_000))).isGreaterThan(blackScholes(AT_THE_MONEY) + 0.1);
    }

    @Test
    void shouldBeWorthItsDiscountedPayoffWhenItIsFarInTheMoney() {
        AmericanPut option = new AmericanPut(1, 40, 0.06, 0.2, 1, 50);
        assertThat(mean(prices(option, 2, 2_000))).isCloseTo(40 * Math.exp(-0.06 / 50) - 1, within(0.02));
    }

    @Test
    void shouldWaitForMaturityWhenThereAreTooFewPathsForARegression() {
        BatchSpec spec = new BatchSpec(1, 0, 0, BackwardInduction.MIN_REGRESSION_PATHS - 2);
        BrownianPairs pairs = new BrownianPairs(AT_THE_MONEY, spec);
        pairs.backwardTo(AT_THE_MONEY.exerciseDates());
        double payoffs = 0;
        for (double brownian : pairs.values()) {
            payoffs += payoffAtMaturity(brownian) + payoffAtMaturity(-brownian);
        }
        assertThat(LeastSquaresMonteCarlo.price(AT_THE_MONEY, spec))
                .isCloseTo(Math.exp(-0.06) * payoffs / spec.paths(), within(1e-12));
    }

    @Test
    void shouldGiveTheSameBitsInAnyOrderOnAnyThread() throws Exception {
        List<BatchSpec> specs = new ArrayList<>(IntStream.range(0, 24)
                .mapToObj(batch -> new BatchSpec(5, batch % 3, batch, 2_000))
                .toList());
        Map<BatchSpec, Double> inOrder = new HashMap<>();
        specs.forEach(spec -> inOrder.put(spec, LeastSquaresMonteCarlo.price(AT_THE_MONEY, spec)));

        Collections.shuffle(specs, new Random(3));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Map<BatchSpec, Future<Double>> shuffled = new HashMap<>();
            for (BatchSpec spec : specs) {
                shuffled.put(spec, threads.submit(() -> LeastSquaresMonteCarlo.price(AT_THE_MONEY, spec)));
            }
            for (BatchSpec spec : specs) {
                assertThat(shuffled.get(spec).get()).as("%s", spec).isEqualTo(inOrder.get(spec));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The constant was computed on JDK 17; the same test runs on every Java version that is supported. */
    @Test
    void shouldGiveTheSameBitsOnEveryJavaVersion() {
        assertThat(Double.toHexString(LeastSquaresMonteCarlo.price(AT_THE_MONEY, PriceBits.SPEC)))
                .isEqualTo("0x1.2c8b7d57c1108p1");
    }

    @Test
    void shouldGiveTheSameBitsInterpretedAndCompiled() throws Exception {
        for (int warmUp = 0; warmUp < 50; warmUp++) {
            LeastSquaresMonteCarlo.price(AT_THE_MONEY, new BatchSpec(1, 0, warmUp, 2_000));
        }
        assertThat(interpreted())
                .isEqualTo(Double.toHexString(LeastSquaresMonteCarlo.price(AT_THE_MONEY, PriceBits.SPEC)));
    }

    private static String interpreted() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-Xint", "-cp", System.getProperty("java.class.path"), PriceBits.class.getName())
                .redirectError(ProcessBuilder.Redirect.to(new File("target/price-bits.err")))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.strip();
    }

    private static double payoffAtMaturity(double brownian) {
        return Math.max(0, 40 - 40 * Math.exp(0.06 - 0.5 * 0.2 * 0.2 + 0.2 * brownian));
    }

    private static double[] prices(AmericanPut option, int batches, int paths) {
        return IntStream.range(0, batches)
                .mapToDouble(batch -> LeastSquaresMonteCarlo.price(option, new BatchSpec(2001, 0, batch, paths)))
                .toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    private static double blackScholes(AmericanPut option) {
        double deviation = option.volatility() * Math.sqrt(option.maturityYears());
        double discountedStrike = option.strike() * Math.exp(-option.rate() * option.maturityYears());
        double d1 = Math.log(option.spot() / discountedStrike) / deviation + deviation / 2;
        return discountedStrike * normal(deviation - d1) - option.spot() * normal(-d1);
    }

    private static double normal(double x) {
        return 0.5 * Erf.erfc(-x / Math.sqrt(2));
    }
}
