package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which GPUs a worker finds, and how it names them. */
class GpusTest {
    @TempDir
    Path driver;

    @Test
    void shouldHaveNoneWithoutADriver() {
        assertThat(Gpus.of(null, null, driver.resolve("absent"))).isEqualTo(new Gpus(0, List.of()));
        assertThat(Gpus.of(null, null, driver)).isEqualTo(new Gpus(0, List.of()));
    }

    @Test
    void shouldCountTheDevicesOfTheDriver() throws IOException {
        devices("0000:01:00.0", "0000:c1:00.0");
        assertThat(Gpus.of(null, null, driver)).isEqualTo(new Gpus(2_000, List.of("0", "1")));
    }

    @Test
    void shouldOfferOnlyWhatTheProcessMaySee() throws IOException {
        devices("0000:01:00.0", "0000:c1:00.0", "0000:c2:00.0");
        assertThat(Gpus.of(null, "2, GPU-5f", driver)).isEqualTo(new Gpus(2_000, List.of("2", "GPU-5f")));
        assertThat(Gpus.of(null, "1,-1,2", driver)).isEqualTo(new Gpus(1_000, List.of("1")));
        assertThat(Gpus.of(null, "", driver)).isEqualTo(new Gpus(0, List.of()));
        assertThat(Gpus.of(null, "NoDevFiles", driver)).isEqualTo(new Gpus(0, List.of()));
    }

    @Test
    void shouldTakeTheDeclaredNumberWithTheIdsThatAreThere() throws IOException {
        devices("0000:01:00.0", "0000:c1:00.0");
        assertThat(Gpus.of(1.0, "3,5", driver)).isEqualTo(new Gpus(1_000, List.of("3")));
        assertThat(Gpus.of(0.0, null, driver)).isEqualTo(new Gpus(0, List.of()));
        assertThat(Gpus.of(1.5, null, driver)).isEqualTo(new Gpus(1_500, List.of("0", "1")));
        assertThat(Gpus.of(3.0, "7", driver))
                .as("more than are there: the declaration holds")
                .isEqualTo(new Gpus(3_000, List.of("0", "1", "2")));
    }

    private void devices(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectory(driver.resolve(name));
        }
    }
}
