package io.remex.serialization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles classes into a directory of their own, so that one name can have two meanings, as in two processes. */
final class Sources {
    private final Path directory;
    private final List<String> arguments = new ArrayList<>();

    Sources(Path directory) {
        this.directory = directory;
        arguments.addAll(List.of("-d", directory.toString(), "-proc:none"));
    }

    Sources add(String simpleName, String text) {
        Path file = directory.resolve(simpleName + ".java");
        try {
            Files.createDirectories(directory);
            Files.writeString(file, "package process;\n" + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        arguments.add(file.toString());
        return this;
    }

    /** A loader that sees these classes and the platform, not the test's own classes. */
    URLClassLoader compile() {
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("javac " + arguments + " returned " + result);
        }
        try {
            return new URLClassLoader(new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
