package io.remex.examples.demo.launcher;

/** A program that says why it cannot run, and ends. */
final class FailingProgram {

    private FailingProgram() {}

    public static void main(String[] args) {
        System.err.println("no luck today");
        System.exit(7);
    }
}
