package io.remex.examples.demo;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether somebody watches, and what they see. */
public final class Terminal {

    private Terminal() {}

    /** A bar on standard output if somebody watches, nothing otherwise. */
    public static Progress progress() {
        return isInteractive() ? new ProgressBar(System.out, System::nanoTime) : Progress.QUIET;
    }

    /** Whether standard input and output are a terminal that can draw over a line. */
    public static boolean isInteractive() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.equals("dumb") && isTerminal(System.console());
    }

    /** From Java 22 on there can be a console without a terminal, and a method that tells; before, there is none. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal cannot be called", e);
        }
    }
}
