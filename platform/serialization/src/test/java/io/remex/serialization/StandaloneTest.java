package io.remex.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** What a process of its own shows: which flags are needed, and that nothing is printed. */
class StandaloneTest {

    @Test
    void shouldNeedNoFlagsAndPrintNothing() throws IOException, InterruptedException {
        assertThat(run(StandaloneMain.class, quiet(), entries())).isEmpty();
    }

    @Test
    @EnabledForJreRange(minVersion = 25)
    void shouldNeedNoUnsafeWhenJavaLangInvokeIsOpen() throws IOException, InterruptedException {
        List<String> flags =
                List.of("--sun-misc-unsafe-memory-access=deny", "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED");
        assertThat(run(StandaloneMain.class, flags, entries())).isEmpty();
    }

    @Test
    void shouldWriteTheSameBytesWithGuavaAndWithout() throws IOException, InterruptedException {
        List<String> without =
                entries().stream().filter(entry -> !entry.contains("guava")).toList();
        assertThat(without)
                .as("the class path without Guava")
                .hasSizeLessThan(entries().size());
        assertThat(run(WithoutGuavaMain.class, quiet(), without)).isEqualTo(WithoutGuavaMain.hex());
    }

    /** From Java 24 on the JVM itself warns of Unsafe, which the parent's flag keeps quiet; nothing depends on it. */
    private static List<String> quiet() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--sun-misc-unsafe-memory-access"))
                .toList();
    }

    private static List<String> entries() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String run(Class<?> program, List<String> flags, List<String> classPath)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), program.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output : output + "\nexit " + process.exitValue();
    }
}
