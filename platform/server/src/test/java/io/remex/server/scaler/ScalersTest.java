package io.remex.server.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import org.junit.jupiter.api.Test;

class ScalersTest {
    @Test
    void shouldFindScalersByName() {
        assertThat(Scalers.named(config("none"))).isInstanceOf(NoScaler.class);
        assertThat(Scalers.named(config("process"))).isInstanceOf(ProcessScaler.class);
        assertThatThrownBy(() -> Scalers.named(config("kubernetes")))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("kubernetes")
                .hasMessageContaining("[none, process]");
    }

    @Test
    void shouldRefuseToStartWithoutACommand() {
        assertThatThrownBy(() -> new ProcessScaler().start(config("process"), "127.0.0.1:1"))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining(ConfigKey.SCALER_COMMAND.key());
    }

    @Test
    void shouldRefuseAMinimumAboveTheMaximum() {
        RemexConfig config = config("process")
                .with(ConfigKey.SCALER_COMMAND, "worker")
                .with(ConfigKey.SCALER_MIN, "5")
                .with(ConfigKey.SCALER_MAX, "4");
        assertThatThrownBy(() -> new ProcessScaler().start(config, "127.0.0.1:1"))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining(ConfigKey.SCALER_MAX.key());
    }

    @Test
    void shouldGiveEachPlaceGpusOfItsOwn() {
        RemexConfig config =
                config("process").with(ConfigKey.SCALER_COMMAND, "worker").with(ConfigKey.SCALER_WORKER_GPUS, "2");
        ProcessLauncher launcher = new ProcessLauncher(config, "127.0.0.1:1");
        assertThat(launcher.devices(0)).isEqualTo("0,1");
        assertThat(launcher.devices(3)).isEqualTo("6,7");
    }

    private static RemexConfig config(String scaler) {
        return RemexConfig.builder().set(ConfigKey.SCALER, scaler).build();
    }
}
