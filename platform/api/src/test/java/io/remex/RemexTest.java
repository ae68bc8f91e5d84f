package io.remex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.spi.FunctionRegistry;
import io.remex.spi.TaskContextHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemexTest {
    private static final RemexConfig FAKE =
            RemexConfig.builder().set(ConfigKey.RUNTIME, "fake").build();

    static int add(int left, int right) {
        return left + right;
    }

    @BeforeEach
    @AfterEach
    void end() {
        FakeRuntimeFactory.failure = null;
        Remex.shutdown();
        FakeRuntimeFactory.MADE.clear();
    }

    private static FakeRuntime only() {
        assertThat(FakeRuntimeFactory.MADE).hasSize(1);
        return FakeRuntimeFactory.MADE.get(0);
    }

    @Test
    void shouldStartOneRuntimeAndEndItWithItsLastSession() {
        assertThat(Remex.isInitialized()).isFalse();
        Remex.Session first = Remex.init(FAKE);
        Remex.Session second = Remex.init(FAKE);
        Remex.Session third = Remex.init();
        assertThat(Remex.isInitialized()).isTrue();
        assertThat(first.runtime())
                .isSameAs(second.runtime())
                .isSameAs(third.runtime())
                .isSameAs(Remex.runtime());
        first.close();
        first.close();
        first.close();
        assertThat(Remex.isInitialized())
                .as("a session closed three times counts once")
                .isTrue();
        third.close();
        assertThat(only().timesClosed()).isZero();
        second.close();
        assertThat(only().timesClosed()).isEqualTo(1);
        assertThat(Remex.isInitialized()).isFalse();
    }

    @Test
    void shouldStartAnewAfterTheEnd() {
        Remex.Session old = Remex.init(FAKE);
        Remex.shutdown();
        Remex.shutdown();
        assertThat(only().isClosed()).isTrue();
        try (Remex.Session session = Remex.init(FAKE)) {
            assertThat(session.runtime()).isNotSameAs(old.runtime());
            old.close();
            assertThat(Remex.isInitialized())
                    .as("a session of the past has no say")
                    .isTrue();
        }
        assertThat(Remex.isInitialized()).isFalse();
    }

    @Test
    void shouldNoticeThatTheRuntimeHasEndedByItself() {
        Remex.Session old = Remex.init(FAKE);
        old.runtime().close();
        assertThat(Remex.isInitialized()).isFalse();
        try (Remex.Session session = Remex.init(FAKE)) {
            old.close();
            assertThat(Remex.runtime()).isSameAs(session.runtime());
            assertThat(Remex.isInitialized()).isTrue();
        }
    }

    @Test
    void shouldRefuseAnotherConfiguration() {
        try (Remex.Session session = Remex.init(FAKE)) {
            assertThatThrownBy(() -> Remex.init(FAKE.with(ConfigKey.LATENCY, "low")))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("already initialised")
                    .hasMessageContaining("remex.runtime=fake");
            assertThat(Remex.runtime()).isSameAs(session.runtime());
        }
        assertThat(Remex.isInitialized()).isFalse();
    }

    @Test
    void shouldNameTheRuntimesThereAre() {
        assertThatThrownBy(() -> Remex.init(
                        RemexConfig.builder().set(ConfigKey.RUNTIME, "nonesuch").build()))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("remex.runtime='nonesuch'")
                .hasMessageContaining("[fake]");
    }

    @Test
    void shouldSayWhatToAddWhenThereIsNoRuntime() {
        Thread current = Thread.currentThread();
        ClassLoader loader = current.getContextClassLoader();
        current.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThatThrownBy(() -> Remex.init(FAKE))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("io.remex:remex-client");
        } finally {
            current.setContextClassLoader(loader);
        }
        current.setContextClassLoader(null);
        try (Remex.Session session = Remex.init(FAKE)) {
            assertThat(session.runtime()).isSameAs(only());
        } finally {
            current.setContextClassLoader(loader);
        }
    }

    @Test
    void shouldBeUsableAfterAStartThatFailed() {
        FakeRuntimeFactory.failure = new RemexConfigException("no scheduler at h:1");
        assertThatThrownBy(() -> Remex.init(FAKE)).isSameAs(FakeRuntimeFactory.failure);
        assertThat(Remex.isInitialized()).isFalse();
        FakeRuntimeFactory.failure = null;
        try (Remex.Session session = Remex.init(FAKE)) {
            assertThat(session.runtime().isClosed()).isFalse();
        }
    }

    @Test
    void shouldInstallARuntimeOfSomebodyElse() {
        FakeRuntime runtime = new FakeRuntime(FAKE, FunctionRegistry.of(List.of()));
        try (Remex.Session session = Remex.install(runtime)) {
            assertThat(session.runtime()).isSameAs(runtime).isSameAs(Remex.runtime());
            assertThatThrownBy(() -> Remex.install(runtime)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(runtime.timesClosed()).isEqualTo(1);
    }

    @Test
    void shouldCountSessionsOfManyThreads() throws InterruptedException {
        Remex.Session keeper = Remex.init(FAKE);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(number -> new Thread(() -> {
                    for (int i = 0; i < 200; i++) {
                        try (Remex.Session session = Remex.init(FAKE)) {
                            session.runtime().put(i);
                        }
                    }
                }))
                .peek(thread -> thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(only().isClosed()).isFalse();
        keeper.close();
        assertThat(only().timesClosed()).isEqualTo(1);
    }

    @Test
    void shouldSubmitMethodReferencesWithValuesAndReferences() {
        try (Remex.Session session = Remex.init(FAKE)) {
            ObjectRef<Integer> three = Remex.put(3);
            ObjectRef<Integer> sum = Remex.task(RemexTest::add, 1, three)
                    .cpus(2)
                    .name("sum")
                    .options(TaskOptions.none().cpus(4).maxRetries(0))
                    .timeout(Duration.ofSeconds(1))
                    .remote();
            assertThat(sum.id()).isEqualTo(new ObjectId(1, 1));
            FakeRuntime.Submitted task = only().submitted().get(0);
            assertThat(task.function()).isSameAs(FakeRuntimeFactory.ADD);
            assertThat(task.arguments()).containsExactly(1, three);
            assertThat(task.options())
                    .isEqualTo(
                            TaskOptions.none().cpus(4).name("sum").maxRetries(0).timeout(Duration.ofSeconds(1)));
            assertThat(session.runtime()).isSameAs(only());
        }
    }

    @Test
    void shouldSayThatNullIsNoInt() {
        try (Remex.Session session = Remex.init(FAKE)) {
            TaskBuilder<Integer> task = Remex.task(RemexTest::add, 1, (Integer) null);
            assertThatThrownBy(task::remote)
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining("int");
            assertThat(session.runtime().isClosed()).isFalse();
        }
    }

    @Test
    void shouldSayThatNothingIsInitialised() {
        Remex.Session session = Remex.init(FAKE);
        session.close();
        assertThatThrownBy(() -> Remex.task(RemexTest::add, 1, 2).remote()).isInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(() -> Remex.begin(FakeRuntimeFactory.ADD, null)).isInstanceOf(RuntimeClosedException.class);
    }

    @Test
    void shouldSayThatNoTaskRuns() {
        assertThatThrownBy(TaskContext::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Thread.currentThread().getName())
                .hasMessageContaining("inside a @Remote method");
        assertThat(TaskContextHolder.current()).isNull();
    }

    @Test
    void shouldKeepWaitResultsAndIdsAsTheyAre() {
        List<ObjectRef<String>> refs = new ArrayList<>(List.of(new FakeRef<>(new ObjectId(255, 9))));
        WaitResult<String> result = new WaitResult<>(refs, List.of());
        refs.clear();
        assertThat(result.ready()).hasSize(1);
        assertThat(new ObjectId(255, 9)).hasToString("ff-9");
        assertThat(new TaskId(-1, 0)).hasToString("ffffffffffffffff-0");
    }
}
