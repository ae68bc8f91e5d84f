package io.remex.worker.deployment;

import io.dekorate.kubernetes.decorator.NamedResourceDecorator;
import io.fabric8.knative.serving.v1.RevisionSpecFluent;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * A worker's Knative revision: as {@link WorkerPodDecorator}, without the grace period, which Knative takes from the revision's
 * request timeout (five minutes unless set).
 */
final class WorkerRevisionDecorator extends NamedResourceDecorator<RevisionSpecFluent<?>> {
    private final String volume;

    WorkerRevisionDecorator(String volume) {
        this.volume = volume;
    }

    @Override
    public void andThenVisit(RevisionSpecFluent<?> revision, ObjectMeta metadata) {
        revision.withEnableServiceLinks(false);
        revision.addNewVolume()
                .withName(volume)
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity(WorkerPodDecorator.SHARED_MEMORY_LIMIT))
                .endEmptyDir()
                .endVolume();
    }
}
