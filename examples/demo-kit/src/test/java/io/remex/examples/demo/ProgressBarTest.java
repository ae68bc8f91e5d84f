package io.remex.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final AtomicLong nowNs = new AtomicLong(5_000_000_000L);
    private final ProgressBar bar = new ProgressBar(new PrintStream(screen, true, StandardCharsets.UTF_8), nowNs::get);

    @BeforeEach
    void begin() {
        bar.begin(200);
    }

    @Test
    void shouldBeginEmpty() {
        assertThat(drawn()).isEqualTo("[" + ".".repeat(40) + "] 0/200 tasks, 0 s");
    }

    @Test
    void shouldTellHowFarItIsAndHowLongItTakes() {
        screen.reset();
        nowNs.addAndGet(2_000_000_000L);
        bar.done(50);
        assertThat(drawn())
                .isEqualTo("[" + "#".repeat(10) + ".".repeat(30) + "] 50/200 tasks, 2 s, 25.0 tasks/s, 6 s left");
    }

    @Test
    void shouldFillUpAndWipeItself() {
        nowNs.addAndGet(1);
        bar.done(200);
        assertThat(drawn()).contains("#".repeat(40));
        screen.reset();
        bar.end();
        assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[K");
    }

    private String drawn() {
        String text = screen.toString(StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf("\u001b[K") + 3);
    }
}
