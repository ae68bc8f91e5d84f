package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.Publication;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.testkit.TestProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;

/** Another process of the node writes nonsense to every stream there is. */
class HostileStreamTest extends ClusterTest {
    private static final int MESSAGES_PER_STREAM = 2_000;

    @Test
    void shouldDropGarbageOnEveryStreamAndGoOn() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 2, "worker");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRef<Integer> running = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        Aeron.Context context =
                new Aeron.Context().aeronDirectoryName(cluster().nodeDirectory().toString());
        try (Aeron aeron = Aeron.connect(context)) {
            Set<Integer> streams = subscribedStreams(aeron.countersReader());
            // the worker's control stream, the caller's tasks, the worker's results
            assertThat(streams).hasSizeGreaterThanOrEqualTo(3);
            Random random = new Random(42);
            for (int stream : streams) {
                flood(aeron, stream, random);
            }
        }
        for (int i = 0; i < 2_000; i++) {
            assertThat(ArithmeticRemote.mix(5, i).get(SOON)).isEqualTo(Arithmetic.mix(5, i));
        }
        gate.open();
        assertThat(running.get(SOON)).isEqualTo(1);
        assertThat(workers.get(0).isAlive()).isTrue();
        assertThat(Remex.cluster().workers()).hasSize(1);
    }

    private static Set<Integer> subscribedStreams(CountersReader counters) {
        Set<Integer> streams = new TreeSet<>();
        counters.forEach((counterId, typeId, key, label) -> {
            if (label.startsWith("sub-pos")) {
                streams.add(Integer.parseInt(label.split(" ")[3]));
            }
        });
        return streams;
    }

    private static void flood(Aeron aeron, int stream, Random random) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES_PER_STREAM; i++) {
            messages.add(garbage(i, random));
        }
        try (Publication publication = aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, stream)) {
            await("a reader of stream " + stream).atMost(SOON).until(publication::isConnected);
            for (byte[] message : messages) {
                UnsafeBuffer buffer = new UnsafeBuffer(message);
                long deadlineNs = System.nanoTime() + SOON.toNanos();
                while (publication.offer(buffer) <= 0 && publication.isConnected()) {
                    assertThat(deadlineNs - System.nanoTime())
                            .as("time left to write to stream %s", stream)
                            .isPositive();
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Noise, noise behind a header that is right, and headers that claim too much. */
    private static byte[] garbage(int number, Random random) {
        byte[] message = new byte[random.nextInt(300)];
        random.nextBytes(message);
        if (number % 2 == 0 && message.length >= MessageHeaderEncoder.ENCODED_LENGTH) {
            new MessageHeaderEncoder()
                    .wrap(new UnsafeBuffer(message), 0)
                    .blockLength(random.nextInt(120))
                    .templateId(random.nextInt(8))
                    .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                    .version(random.nextInt(3));
        }
        return message;
    }
}
