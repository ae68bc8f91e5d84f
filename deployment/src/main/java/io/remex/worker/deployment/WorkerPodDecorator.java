package io.remex.worker.deployment;

import io.dekorate.kubernetes.decorator.NamedResourceDecorator;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpecFluent;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * A worker's pod: shared memory large enough for a media driver and its lanes, time to drain, and no environment from services.
 *
 * <p>Without the last, a service named {@code remex-server} would set {@code REMEX_SERVER_PORT} in every pod of its namespace,
 * which looks like configuration and is not.
 */
final class WorkerPodDecorator extends NamedResourceDecorator<PodSpecFluent<?>> {
    /** Counts against the memory limit of the container only as far as it is used. */
    static final String SHARED_MEMORY_LIMIT = "512Mi";

    private final String volume;
    private final long gracePeriodSeconds;

    WorkerPodDecorator(String volume, long gracePeriodSeconds) {
        this.volume = volume;
        this.gracePeriodSeconds = gracePeriodSeconds;
    }

    @Override
    public void andThenVisit(PodSpecFluent<?> pod, ObjectMeta metadata) {
        pod.withEnableServiceLinks(false);
        pod.withTerminationGracePeriodSeconds(gracePeriodSeconds);
        pod.addNewVolume()
                .withName(volume)
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity(SHARED_MEMORY_LIMIT))
                .endEmptyDir()
                .endVolume();
    }
}
