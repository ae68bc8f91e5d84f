package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ClusterView;
import io.remex.Placement;
import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.protocol.control.Cluster;
import io.remex.protocol.control.ClusterWorker;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.LabelCondition;
import io.remex.protocol.control.Resources;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What stands alone: estimates, demands, codecs of put values, the view of the cluster. */
class SmallPartsTest {
    private final TestFunction<Long> function = TestFunction.ofLong("f");

    @Test
    void shouldTakeTheFirstMeasurementAndSmoothTheOthers() {
        FunctionBinding<Long> binding = new FunctionBinding<>(function);
        assertThat(binding.estimateNs()).isEqualTo(10_000_000);
        binding.onMeasured(8_000);
        assertThat(binding.estimateNs()).isEqualTo(8_000);
        binding.onMeasured(16_000);
        assertThat(binding.estimateNs()).isEqualTo(10_000);
        for (int i = 0; i < 100; i++) {
            binding.onMeasured(1);
        }
        assertThat(binding.estimateNs()).isBetween(400, 510);
    }

    @Test
    void shouldNotOverflowAnEstimate() {
        FunctionBinding<Long> binding = new FunctionBinding<>(function);
        for (int i = 0; i < 10; i++) {
            binding.onMeasured(TimeUnit.HOURS.toNanos(5));
            assertThat(binding.estimateNs()).isPositive();
        }
        assertThat(binding.estimateNs()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldCountResourcesInThousandths() {
        TaskOptions options =
                TaskOptions.systemDefaults().cpus(0.5).gpus(0.25).memory(1_000).resources("fpga=2");
        ResourceDemand demand = ResourceDemand.of(options);
        assertThat(demand.resources().getMilliCpus()).isEqualTo(500);
        assertThat(demand.resources().getMilliGpus()).isEqualTo(250);
        assertThat(demand.resources().getMemoryBytes()).isEqualTo(1_000);
        assertThat(demand.resources().getCustomMillisMap()).containsEntry("fpga", 2_000L);
        assertThat(ResourceDemand.of(options.name("x"))).isEqualTo(demand);
        assertThat(ResourceDemand.of(options.placement(Placement.SPREAD)).placement())
                .isEqualTo(io.remex.protocol.control.Placement.newBuilder()
                        .setSpread(true)
                        .build());
    }

    @Test
    void shouldTellTheConditionsOnLabelsAndTheWishesApart() {
        TaskOptions options = TaskOptions.systemDefaults().affinity("zone=us|eu, !spot, prefer worker=w1");
        io.remex.protocol.control.Placement placement =
                ResourceDemand.of(options).placement();
        assertThat(placement.getSpread()).isFalse();
        assertThat(placement.getRequiredList())
                .containsExactly(
                        LabelCondition.newBuilder()
                                .setLabel("spot")
                                .setNegated(true)
                                .build(),
                        LabelCondition.newBuilder()
                                .setLabel("zone")
                                .addValues("eu")
                                .addValues("us")
                                .build());
        assertThat(placement.getPreferredList())
                .containsExactly(LabelCondition.newBuilder()
                        .setLabel("worker")
                        .addValues("w1")
                        .build());
        assertThat(ResourceDemand.of(TaskOptions.systemDefaults().affinity("prefer worker=w1, !spot, zone=eu|us")))
                .as("tasks that say the same in another order share leases")
                .isEqualTo(ResourceDemand.of(options));
    }

    @Test
    void shouldCarryAnythingThatIsPut() {
        for (Object value : List.of(
                true,
                (byte) 1,
                (short) 2,
                'c',
                3,
                4L,
                5f,
                6d,
                "text",
                BigInteger.TEN.pow(50),
                new BigDecimal("1.50"),
                new UUID(1, 2),
                Instant.EPOCH,
                Duration.ofDays(1),
                LocalDate.EPOCH,
                ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Berlin]"),
                TimeUnit.DAYS)) {
            assertThat(roundTrip(value)).isEqualTo(value).hasSameClassAs(value);
        }
        assertThat(roundTrip(new int[] {1, 2})).isEqualTo(new int[] {1, 2});
        assertThat(roundTrip(new byte[0])).isEqualTo(new byte[0]);
        assertThat(roundTrip(ByteBuffer.wrap(new byte[] {1, 2}))).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(roundTrip(null)).isNull();
    }

    private static Object roundTrip(Object value) {
        Codec<Object> codec = PutCodecs.codec(value, TestFunction.registry());
        ValueOutput out = new ValueOutput(1_000, "limit");
        codec.encode(out, value);
        ValueInput in = new ValueInput().wrap(out.copy(), null);
        Object arrived = codec.decode(in);
        in.requireEnd();
        return arrived;
    }

    @Test
    void shouldSumUpTheCluster() {
        Function shared = Function.newBuilder()
                .setName("f")
                .setFunctionId(1)
                .setFingerprint(2)
                .build();
        Function newer = Function.newBuilder()
                .setName("f")
                .setFunctionId(1)
                .setFingerprint(3)
                .build();
        Cluster cluster = Cluster.newBuilder()
                .setCallers(4)
                .addWorkers(worker("a", "n1", shared))
                .addWorkers(worker("b", "n1", shared))
                .addWorkers(worker("c", "n2", newer))
                .build();

        ClusterView view = ClusterViews.view(cluster);

        assertThat(view.nodes()).containsExactly(new ClusterView.Node("n1", 2), new ClusterView.Node("n2", 1));
        assertThat(view.workers()).extracting(ClusterView.Worker::name).containsExactly("a", "b", "c");
        assertThat(view.functions())
                .containsExactly(new ClusterView.Function("f", 1, 2, 2), new ClusterView.Function("f", 1, 3, 1));
        assertThat(view.resources()).containsEntry("cpus", 6.0).containsEntry("fpga", 3.0);
        assertThat(view.resources()).containsEntry("memory", 300.0);
        assertThat(view.callers()).isEqualTo(4);
        assertThat(ClusterViews.view(Cluster.getDefaultInstance()).workers()).isEmpty();
    }

    private static ClusterWorker worker(String name, String node, Function function) {
        return ClusterWorker.newBuilder()
                .setWorker(name)
                .setNode(node)
                .setCapacity(Resources.newBuilder()
                        .setMilliCpus(2_000)
                        .setMemoryBytes(100)
                        .putCustomMillis("fpga", 1_000))
                .setUsed(Resources.newBuilder().setMilliCpus(500))
                .addFunctions(function)
                .build();
    }
}
