package io.remex.worker.deployment;

import io.dekorate.kubernetes.config.MountBuilder;
import io.dekorate.kubernetes.decorator.AddMountDecorator;

/** Where a worker's container finds the shared memory of its pod. */
final class SharedMemoryMount {
    private SharedMemoryMount() {}

    /** Mounts a volume there. */
    static AddMountDecorator decorator(String volume) {
        return new AddMountDecorator(new MountBuilder()
                .withName(volume)
                .withPath("/dev/shm")
                .withReadOnly(false)
                .build());
    }
}
