package io.remex.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.remex.benchmarks.rig.Distribution;
import io.remex.benchmarks.rig.Measurement;
import io.remex.benchmarks.rig.ResultsDocument;
import io.remex.benchmarks.rig.Skipped;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final ResultsDocument DOCUMENT = new ResultsDocument(
            new ResultsDocument.Run(
                    "0123456789ab",
                    "2026-01-02T03:04:05Z",
                    60,
                    "quick",
                    5,
                    1_000,
                    100,
                    200,
                    new ResultsDocument.Machine("a processor", 2, "23 GiB", "Linux", "0 0 0", "1 1 1", 0.5),
                    "a JVM",
                    List.of("-Xmx1g")),
            List.of(new Measurement("noop.sync[low]", "remex", "p50", "us", 0.5, 0.4, 0.9, 5)),
            List.of(new Skipped("udp.noop", "remex", "</script><!-- not here")),
            List.of(),
            List.of(new Distribution("noop.sync[low]", "remex", List.of(new double[] {50, 0.5}))));

    @Test
    void shouldWriteAFlatListOfResults() throws Exception {
        JsonNode json = new ObjectMapper().readTree(DOCUMENT.json());

        JsonNode result = json.get("results").get(0);
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly("scenario", "system", "metric", "unit", "median", "min", "max", "rounds");
        assertThat(result.get("median").asDouble()).isEqualTo(0.5);
        assertThat(json.get("run").get("machine").get("steal_percent").asDouble())
                .isEqualTo(0.5);
        assertThat(json.get("skipped").get(0).get("reason").asText()).contains("not here");
    }

    @Test
    void shouldHoldItsDataAndEscapeIt() throws Exception {
        String page = Report.html(DOCUMENT);

        int from = page.indexOf("const data = ") + "const data = ".length();
        JsonNode data = new ObjectMapper().readTree(page.substring(from, page.indexOf(";\nconst COLORS")));
        assertThat(data.get("skipped").get(0).get("reason").asText()).isEqualTo("</script><!-- not here");
        assertThat(page.split("</script>", -1)).hasSize(2);
    }

    @Test
    void shouldNeedNoNetwork() {
        assertThat(Report.html(DOCUMENT)).doesNotContain("http://", "https://", "<link", "src=", "@import", "url(");
    }
}
