package io.remex.server.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.RemexConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void shouldSeparateWordsAtBlanks() {
        assertThat(CommandLine.words("  java  -jar\tworker.jar ")).isEqualTo(List.of("java", "-jar", "worker.jar"));
        assertThat(CommandLine.words(" ")).isEmpty();
    }

    @Test
    void shouldKeepTogetherWhatIsQuoted() {
        assertThat(CommandLine.words("java -jar '/opt/my app/worker.jar' -Da=\"b 'c' d\"e ''"))
                .isEqualTo(List.of("java", "-jar", "/opt/my app/worker.jar", "-Da=b 'c' de", ""));
    }

    @Test
    void shouldTakeWhatFollowsABackslashAsItIs() {
        assertThat(CommandLine.words("a\\ b \"c\\\"d\" '\\'")).isEqualTo(List.of("a b", "c\"d", "\\"));
    }

    @Test
    void shouldSayWhatIsWrong() {
        for (String command : List.of("java 'x", "java \"x")) {
            assertThatThrownBy(() -> CommandLine.words(command))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("remex.scaler.command")
                    .hasMessageContaining("is not closed");
        }
        assertThatThrownBy(() -> CommandLine.words("java \\"))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining("backslash");
    }
}
