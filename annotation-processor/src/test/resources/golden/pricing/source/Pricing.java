package com.acme;

import io.remex.Remote;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

public final class Pricing {
    public enum Kind {
        CALL,
        PUT
    }

    public record Option(Kind kind, double strike, LocalDate expiry) {}

    public record Market(double spot, Map<LocalDate, double[]> curve, List<Market> neighbours) {}

    private Pricing() {}

    @Remote(cpus = 1, maxRetries = 3)
    public static double price(Option option, Market market) {
        return market.spot() - option.strike();
    }

    @Remote(name = "log", resources = "disk=1", timeout = "5s")
    static void log(String text) {}
}
