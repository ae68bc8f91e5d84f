package io.remex.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.RemexConfig;
import io.remex.scheduler.SchedulerConfig;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoreSettingsTest {
    private static final long EPOCH_MS = 1_795_000_000_000L;

    @Test
    void shouldBeginAboveTheStreamIdsOfASchedulerThatStartedAMomentBefore() {
        int earlier = streamIds(EPOCH_MS).first();
        assertThat(streamIds(EPOCH_MS + 1).first()).isEqualTo(earlier + CoreSettings.STREAM_IDS_PER_MS);
        assertThat(streamIds(EPOCH_MS + 854).first()).isEqualTo(earlier + 854 * CoreSettings.STREAM_IDS_PER_MS);
    }

    @Test
    void shouldKeepToTheRangeAtAnyTime() {
        for (long epochMs = 0; epochMs < TimeUnit.DAYS.toMillis(365 * 1_000L); epochMs += 999_999_937) {
            SchedulerConfig.StreamIdRange range = streamIds(epochMs);
            assertThat(range.first()).as("%d ms", epochMs).isBetween(range.min(), range.max());
        }
    }

    private static SchedulerConfig.StreamIdRange streamIds(long epochMs) {
        return CoreSettings.of(RemexConfig.builder().build(), epochMs).streamIds();
    }
}
