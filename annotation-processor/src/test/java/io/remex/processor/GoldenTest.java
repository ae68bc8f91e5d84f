package io.remex.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the processor writes for the sources in {@code golden/NAME/source}, byte for byte as in {@code golden/NAME/expected}. Run
 * with {@code -Dremex.golden.update=true} to write the expected files anew, and read the difference.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @TempDir
    private Path output;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(GOLDEN)) {
            return directories.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldWriteWhatIsExpected(String name) throws IOException {
        Javac javac = new Javac(output).option("-Werror");
        String[] sources =
                Javac.files(GOLDEN.resolve(name).resolve("source")).values().toArray(String[]::new);
        Javac.Result result = javac.compile(sources);
        assertThat(result.success()).as(result.text()).isTrue();
        Map<String, String> written = Javac.files(javac.stubs());
        written.put(ServiceFile.PATH, javac.serviceFile());
        Path expected = GOLDEN.resolve(name).resolve("expected");
        if (Boolean.getBoolean("remex.golden.update")) {
            for (Map.Entry<String, String> file : written.entrySet()) {
                Path path = expected.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        assertThat(written).isEqualTo(Javac.files(expected));
    }
}
