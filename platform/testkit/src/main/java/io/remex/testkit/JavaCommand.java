package io.remex.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM: the same Java as the test's, small and quick to start. Immutable but for {@link #property} and {@link #option}. */
public final class JavaCommand {
    private static final List<String> SMALL =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final List<String> EXPORTS = List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED");

    private final List<String> program;
    private final List<String> options = new ArrayList<>(SMALL);

    private JavaCommand(List<String> jvmOptions, List<String> program) {
        this.options.addAll(jvmOptions);
        this.program = program;
    }

    /** {@code java -jar}, without any flag that the jar's user would have to know. */
    public static JavaCommand ofJar(Path jar) {
        return new JavaCommand(List.of(), List.of("-jar", jar.toAbsolutePath().toString()));
    }

    /** A class on the class path of the test, with the module export that a plain launch needs. */
    public static JavaCommand ofTestClass(String mainClass) {
        return new JavaCommand(EXPORTS, List.of("-cp", testClassPath(), mainClass));
    }

    /** The class path of this JVM, also where Surefire hides it in a jar's manifest. */
    static String testClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Adds a system property. */
    public JavaCommand property(String name, String value) {
        options.add("-D" + name + '=' + value);
        return this;
    }

    /** Adds an option of the JVM. */
    public JavaCommand option(String option) {
        options.add(option);
        return this;
    }

    /** Everything, with the arguments of the program. */
    public List<String> with(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(program);
        command.addAll(List.of(arguments));
        return command;
    }
}
