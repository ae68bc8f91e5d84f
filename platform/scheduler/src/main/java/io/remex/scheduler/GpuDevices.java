package io.remex.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The GPUs of one worker, device by device: who needs whole ones gets devices that nobody else has, who needs a fraction
 * shares a device with other fractions. A sum alone does not tell: two halves on two devices leave no whole one.
 *
 * <p>Devices are numbered from 0. A capacity that is no whole number has a smaller last device.
 */
final class GpuDevices {
    private static final long WHOLE_MILLIS = 1_000;

    private final long[] freeMillis;

    /** All devices of a worker, free. */
    GpuDevices(ResourceShape capacity) {
        long milliGpus = Math.min(capacity.milliGpus(), WorkerRegistration.MAX_GPUS * WHOLE_MILLIS);
        freeMillis = new long[(int) ((milliGpus + WHOLE_MILLIS - 1) / WHOLE_MILLIS)];
        for (int device = 0; device < freeMillis.length; device++) {
            freeMillis[device] = Math.min(WHOLE_MILLIS, milliGpus - device * WHOLE_MILLIS);
        }
    }

    private GpuDevices(long[] freeMillis) {
        this.freeMillis = freeMillis;
    }

    /** Some devices of a worker, as a bundle of this shape has them. */
    static GpuDevices only(ResourceShape capacity, ResourceShape shape, List<Integer> devices) {
        long[] free = new long[new GpuDevices(capacity).freeMillis.length];
        for (int device : devices) {
            free[device] = Math.min(shape.milliGpus(), WHOLE_MILLIS);
        }
        return new GpuDevices(free);
    }

    /** Whether no device is taken for more than there is of it. */
    boolean isSound() {
        return Arrays.stream(freeMillis).allMatch(millis -> millis >= 0);
    }

    /** Whether a slot of this shape fits, if nothing else is there. */
    boolean hasRoomFor(ResourceShape shape) {
        return choose(shape).isPresent();
    }

    GpuDevices copy() {
        return new GpuDevices(freeMillis.clone());
    }

    /** Whether a worker with this capacity could ever run a slot of this shape. */
    static boolean canEverFit(ResourceShape shape, ResourceShape capacity) {
        return shape.fitsInto(capacity)
                && (shape.milliGpus() == 0
                        || new GpuDevices(capacity).choose(shape).isPresent());
    }

    /**
     * The devices for one more slot: of those that a fraction fits on the fullest, so that others stay whole.
     *
     * @return their numbers in ascending order, none for a shape without GPUs; empty if there is no room
     */
    Optional<List<Integer>> choose(ResourceShape shape) {
        long need = shape.milliGpus();
        if (need == 0) {
            return Optional.of(List.of());
        }
        return need < WHOLE_MILLIS ? chooseShared(need) : chooseWhole(need);
    }

    private Optional<List<Integer>> chooseShared(long need) {
        int best = -1;
        for (int device = 0; device < freeMillis.length; device++) {
            if (freeMillis[device] >= need && (best < 0 || freeMillis[device] < freeMillis[best])) {
                best = device;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(List.of(best));
    }

    private Optional<List<Integer>> chooseWhole(long need) {
        List<Integer> chosen = new ArrayList<>();
        for (int device = 0; device < freeMillis.length && chosen.size() * WHOLE_MILLIS < need; device++) {
            if (freeMillis[device] == WHOLE_MILLIS) {
                chosen.add(device);
            }
        }
        return chosen.size() * WHOLE_MILLIS == need ? Optional.of(List.copyOf(chosen)) : Optional.empty();
    }

    /** Whether one slot of the shape can have just these devices beside what is taken. */
    boolean accepts(ResourceShape shape, List<Integer> devices) {
        long need = shape.milliGpus();
        long each = Math.min(need, WHOLE_MILLIS);
        boolean amountIsRight = devices.size() * each == need;
        boolean eachHasRoom = devices.stream()
                .allMatch(device -> device >= 0 && device < freeMillis.length && freeMillis[device] >= each);
        return amountIsRight && eachHasRoom && devices.stream().distinct().count() == devices.size();
    }

    void take(ResourceShape shape, List<Integer> devices) {
        add(shape, devices, -1);
    }

    void giveBack(ResourceShape shape, List<Integer> devices) {
        add(shape, devices, 1);
    }

    private void add(ResourceShape shape, List<Integer> devices, int sign) {
        for (int device : devices) {
            freeMillis[device] += sign * Math.min(shape.milliGpus(), WHOLE_MILLIS);
        }
    }

    @Override
    public String toString() {
        return "free " + Arrays.toString(freeMillis);
    }
}
