package io.remex.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The GPUs that a worker offers.
 *
 * @param millis how many, in thousandths
 * @param ids how tasks name them, one for each device that is offered in whole or in part
 */
record Gpus(long millis, List<String> ids) {
    private static final Path DRIVER_DIRECTORY = Path.of("/proc/driver/nvidia/gpus");

    /** Those of this process: what was declared, or else what NVIDIA's driver shows it. */
    static Gpus of(Double declared) {
        return of(declared, System.getenv("CUDA_VISIBLE_DEVICES"), DRIVER_DIRECTORY);
    }

    /**
     * @param declared the number that the configuration gives, or null
     * @param visible the devices that the process is confined to, as {@code CUDA_VISIBLE_DEVICES} has them, or null
     * @param driverDirectory where the driver has one directory for each device
     */
    static Gpus of(Double declared, String visible, Path driverDirectory) {
        List<String> there = visible == null ? numbered(devices(driverDirectory)) : visible(visible);
        if (declared == null) {
            return new Gpus(there.size() * 1_000L, there);
        }
        long millis = Math.round(declared * 1_000);
        int devices = (int) ((millis + 999) / 1_000);
        return new Gpus(millis, there.size() >= devices ? there.subList(0, devices) : numbered(devices));
    }

    /** CUDA numbers devices by their place on the bus, which is the order of the driver's directories. */
    private static List<String> numbered(int devices) {
        return IntStream.range(0, devices).mapToObj(Integer::toString).toList();
    }

    /** As CUDA reads it: what follows a device that is none does not count. */
    private static List<String> visible(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .takeWhile(id -> !id.isEmpty() && !id.startsWith("-") && !id.equals("NoDevFiles"))
                .toList();
    }

    private static int devices(Path directory) {
        try (Stream<Path> devices = Files.list(directory)) {
            return (int) devices.count();
        } catch (IOException e) {
            return 0; // no driver, no GPUs
        }
    }
}
