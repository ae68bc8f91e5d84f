package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
    @Test
    void shouldEndWhenTheProcessIsGone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("cat").start(); // ends with its input
        CountDownLatch ended = new CountDownLatch(1);
        ParentWatch.begin(Optional.of(process.toHandle()), ended::countDown);
        assertThat(ended.getCount()).isEqualTo(1);
        process.destroyForcibly();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldEndAtOnceWhenTheProcessIsGoneAlready() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        ParentWatch.begin(Optional.empty(), ended::countDown);
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
