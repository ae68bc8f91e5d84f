package io.remex.examples.options;

/**
 * The inverse of the standard normal distribution function, accurate to about 1 part in 10<sup>16</sup>.
 *
 * <p>Source: M. Wichura, <em>Algorithm AS 241: The Percentage Points of the Normal Distribution</em>, Applied Statistics 37
 * (1988), routine PPND16, without its branch for probabilities below e<sup>-25</sup>: a uniform number of 32 bits is never
 * so small.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits as published
final class NormalQuantile {
    private static final double WORD_TO_UNIT = 0x1.0p-32;
    private static final double CENTRE = 0.425;
    private static final double CENTRE_SQUARED = 0.180625;
    private static final double TAIL_ORIGIN = 1.6;

    /** Coefficients of the rational approximations, the highest power first. */
    private static final double[] CENTRE_NUMERATOR = {
        2.5090809287301226727e+3,
        3.3430575583588128105e+4,
        6.7265770927008700853e+4,
        4.5921953931549871457e+4,
        1.3731693765509461125e+4,
        1.9715909503065514427e+3,
        1.3314166789178437745e+2,
        3.3871328727963666080e+0
    };

    private static final double[] CENTRE_DENOMINATOR = {
        5.2264952788528545610e+3,
        2.8729085735721942674e+4,
        3.9307895800092710610e+4,
        2.1213794301586595867e+4,
        5.3941960214247511077e+3,
        6.8718700749205790830e+2,
        4.2313330701600911252e+1,
        1.0
    };

    private static final double[] TAIL_NUMERATOR = {
        7.74545014278341407640e-4,
        2.27238449892691845833e-2,
        2.41780725177450611770e-1,
        1.27045825245236838258e+0,
        3.64784832476320460504e+0,
        5.76949722146069140550e+0,
        4.63033784615654529590e+0,
        1.42343711074968357734e+0
    };

    private static final double[] TAIL_DENOMINATOR = {
        1.05075007164441684324e-9,
        5.47593808499534494600e-4,
        1.51986665636164571966e-2,
        1.48103976427480074590e-1,
        6.89767334985100004550e-1,
        1.67638483018380384940e+0,
        2.05319162663775882187e+0,
        1.0
    };

    private NormalQuantile() {}

    /** The quantile of the uniform number that lies {@code (word + 0.5) / 2^32} from one half, the word being signed. */
    static double ofWord(int word) {
        double distance = (word + 0.5) * WORD_TO_UNIT;
        if (Math.abs(distance) <= CENTRE) {
            double r = CENTRE_SQUARED - distance * distance;
            return distance * polynomial(CENTRE_NUMERATOR, r) / polynomial(CENTRE_DENOMINATOR, r);
        }
        double r = Math.sqrt(-StrictMath.log(0.5 - Math.abs(distance))) - TAIL_ORIGIN;
        double tail = polynomial(TAIL_NUMERATOR, r) / polynomial(TAIL_DENOMINATOR, r);
        return distance < 0 ? -tail : tail;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
