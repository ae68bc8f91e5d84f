package io.remex.examples.options;

/** A program that prices one batch and prints the result's bits, to be run by a Java virtual machine of another kind. */
final class PriceBits {
    static final BatchSpec SPEC = new BatchSpec(2001, 1, 2, 2_000);

    private PriceBits() {}

    public static void main(String[] args) {
        AmericanPut option = new AmericanPut(40, 40, 0.06, 0.2, 1, 50);
        System.out.println(Double.toHexString(LeastSquaresMonteCarlo.price(option, SPEC)));
    }
}
