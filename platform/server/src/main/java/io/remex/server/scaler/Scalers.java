package io.remex.server.scaler;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds scalers by their names. */
public final class Scalers {
    private Scalers() {}

    /**
     * The scaler that the configuration names, not started.
     *
     * @throws RemexConfigException there is none of that name
     */
    public static WorkerScaler named(RemexConfig config) {
        List<WorkerScaler> known = new ArrayList<>(List.of(new NoScaler(), new ProcessScaler()));
        ServiceLoader.load(WorkerScaler.class).forEach(known::add);
        String name = config.text(ConfigKey.SCALER);
        return known.stream()
                .filter(scaler -> scaler.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RemexConfigException(ConfigKey.SCALER.key() + "='" + name
                        + "' is not known; there are "
                        + known.stream().map(WorkerScaler::name).toList()));
    }
}
