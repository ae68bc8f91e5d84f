package io.remex.worker.quarkus;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.RemoteFunctions;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the build records, to be replayed when the application starts. */
@Recorder
public class WorkerRecorder {

    /**
     * The functions this application offers. The recorded bytecode constructs the generated classes with {@code new}; nothing is
     * looked up.
     *
     * @param generated one for each class with functions
     * @param gone identities of functions whose method no longer exists
     */
    public RuntimeValue<FunctionRegistry> functions(List<RuntimeValue<RemoteFunctions>> generated, Set<String> gone) {
        List<RemoteFunctions> offered = new ArrayList<>();
        for (RuntimeValue<RemoteFunctions> functions : generated) {
            offered.add(new OfferedFunctions(functions.getValue(), Set.copyOf(gone)));
        }
        return new RuntimeValue<>(FunctionRegistry.of(offered));
    }

    /** Recorded in dev mode only: lets Agrona read what the manifest of the runner jar opens in production. */
    public void exportInDevMode() {
        DevModeExports.grant();
    }

    /**
     * The worker's configuration, from everywhere Quarkus reads it.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException a key is unknown or a value is not allowed
     */
    public RuntimeValue<RemexConfig> config() {
        try {
            return new RuntimeValue<>(
                    WorkerConfiguration.read(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)));
        } catch (RemexConfigException e) {
            throw ConfigurationFailure.of(e);
        }
    }
}
