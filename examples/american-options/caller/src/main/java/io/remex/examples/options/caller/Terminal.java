package io.remex.examples.options.caller;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether somebody watches. */
public final class Terminal {

    private Terminal() {}

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
