package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfigException;
import io.remex.system.functions.ArithmeticRemote;
import org.junit.jupiter.api.Test;

/** A cluster with a secret. */
class TokenTest extends ClusterTest {
    private static final String TOKEN = "correct-horse-battery-staple";

    @Override
    String token() {
        return TOKEN;
    }

    @Test
    void shouldServeThoseWhoKnowTheSecretAndNobodyElse() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "worker");
        assertThatThrownBy(() -> Remex.init(
                        cluster().config().with(ConfigKey.TOKEN, "wrong").with(ConfigKey.INIT_TIMEOUT, "3s")))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining(cluster().address())
                .hasMessageContaining("token")
                .hasMessageNotContaining(TOKEN);
        Remex.init(cluster().config());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(cluster().http("/api/cluster")).contains("\"worker\"").doesNotContain(TOKEN);
        assertThat(cluster().server().output()).doesNotContain(TOKEN);
    }
}
