package io.remex.benchmarks.rig;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/**
 * {@code results.json}.
 *
 * @param run where, when and how
 * @param results the flat list of numbers
 * @param skipped what was not measured, and why
 * @param failed what should have been measured and could not be
 * @param distributions latencies for the plots
 */
public record ResultsDocument(
        Run run,
        List<Measurement> results,
        List<Skipped> skipped,
        List<Skipped> failed,
        List<Distribution> distributions) {

    /**
     * The circumstances of the run.
     *
     * @param commit of the product, marked if its work tree is not clean
     * @param started in ISO form
     * @param seconds that it took
     * @param effort quick or full
     * @param rounds of each system in each scenario
     * @param preparationMs warm-up of a fresh process
     * @param warmUpMs warm-up of each round
     * @param durationMs what is measured in a round
     * @param machine where
     * @param jvm of all processes
     * @param flags of caller, worker and raw echo
     */
    public record Run(
            String commit,
            String started,
            long seconds,
            String effort,
            int rounds,
            @JsonProperty("preparation_ms") long preparationMs,
            @JsonProperty("warm_up_ms") long warmUpMs,
            @JsonProperty("duration_ms") long durationMs,
            Machine machine,
            String jvm,
            List<String> flags) {}

    /**
     * Where it ran, and what else did.
     *
     * @param processor model
     * @param processors number
     * @param memory size
     * @param system kernel
     * @param loadBefore load averages before the run
     * @param loadAfter load averages after it, which include it
     * @param stealPercent processor time that the host gave to others
     */
    public record Machine(
            String processor,
            int processors,
            String memory,
            String system,
            @JsonProperty("load_before") String loadBefore,
            @JsonProperty("load_after") String loadAfter,
            @JsonProperty("steal_percent") double stealPercent) {}

    /** The file's text. */
    public String json() {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts that cannot be written", e);
        }
    }
}
