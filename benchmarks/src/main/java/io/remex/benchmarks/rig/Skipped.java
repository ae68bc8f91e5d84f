package io.remex.benchmarks.rig;

/**
 * What was not measured.
 *
 * @param scenario what
 * @param system of whom
 * @param reason why
 */
public record Skipped(String scenario, String system, String reason) {}
