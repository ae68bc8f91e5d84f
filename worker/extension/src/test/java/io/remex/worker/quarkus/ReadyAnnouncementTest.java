package io.remex.worker.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyAnnouncementTest {
    private final StubWorker worker = new StubWorker();
    private final List<String> lines = new ArrayList<>();
    private final ReadyAnnouncement announcement = new ReadyAnnouncement(worker, 2, "127.0.0.1:7400", lines::add);

    @Test
    void shouldSayNameFunctionsAndAddressOnceTheWorkerIsReady() {
        worker.isRegistered = true;
        worker.isDataPlaneAlive = true;

        announcement.run();

        assertThat(lines).containsExactly("remex-worker w1 ready: 2 functions, registered with 127.0.0.1:7400");
    }

    @Test
    void shouldSayNothingBeforeTheWorkerIsRegistered() {
        worker.isDataPlaneAlive = true;

        assertThat(announcement.announced()).isFalse();
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldSayNothingWithoutTheDataPlane() {
        worker.isRegistered = true;

        assertThat(announcement.announced()).isFalse();
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldEndWithTheWorker() {
        worker.isAlive = false;

        announcement.run();

        assertThat(lines).isEmpty();
    }

    private static final class StubWorker implements RunningWorker {
        private boolean isRegistered;
        private boolean isDataPlaneAlive;
        private boolean isAlive = true;

        @Override
        public String name() {
            return "w1";
        }

        @Override
        public boolean isRegistered() {
            return isRegistered;
        }

        @Override
        public String lastProblem() {
            return "";
        }

        @Override
        public boolean isDataPlaneAlive() {
            return isDataPlaneAlive;
        }

        @Override
        public boolean isAlive() {
            return isAlive;
        }

        @Override
        public void drainAndClose() {
            isAlive = false;
        }
    }
}
