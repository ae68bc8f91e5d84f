package io.remex.server.scaler;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Starts workers as processes of this machine: the command of {@code remex.scaler.command}, without a shell, with name, slots,
 * address and token in its environment, and with the server's process number: they end when it is gone. What it prints goes to the server's standard error.
 */
final class ProcessLauncher implements FleetLauncher {
    private final List<String> command;
    private final Map<String, String> environment;
    private final int gpus;

    ProcessLauncher(RemexConfig config, String schedulerAddress) {
        command = CommandLine.words(config.text(ConfigKey.SCALER_COMMAND));
        gpus = config.integer(ConfigKey.SCALER_WORKER_GPUS);
        environment = Map.of(
                ConfigKey.ADDRESS.environmentKey(),
                schedulerAddress,
                ConfigKey.WORKER_SLOTS.environmentKey(),
                config.text(ConfigKey.SCALER_WORKER_SLOTS),
                ConfigKey.WORKER_PARENT.environmentKey(),
                Long.toString(ProcessHandle.current().pid()),
                ConfigKey.TOKEN.environmentKey(),
                config.text(ConfigKey.TOKEN),
                ConfigKey.NODE_DIRECTORY.environmentKey(),
                config.text(ConfigKey.NODE_DIRECTORY));
    }

    @Override
    public Handle launch(String name, int place) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/dev/stderr")));
        builder.environment().putAll(environment);
        builder.environment().put(ConfigKey.WORKER_NAME.environmentKey(), name);
        if (gpus > 0) {
            builder.environment().put("CUDA_VISIBLE_DEVICES", devices(place));
        }
        return new WorkerProcess(builder.start());
    }

    /** Its own devices: no two places share one. */
    String devices(int place) {
        return IntStream.range(place * gpus, (place + 1) * gpus)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    private record WorkerProcess(Process process) implements Handle {
        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void terminate() {
            process.destroy();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public String state() {
            return process.isAlive() ? "pid " + process.pid() : "exit code " + process.exitValue();
        }
    }
}
