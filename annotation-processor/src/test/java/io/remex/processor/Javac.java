package io.remex.processor;

import io.remex.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The compiler of the running JDK with the processor, on sources that are texts; one output directory for many compilations. */
final class Javac {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** One for all compilations: it has read the platform's classes. */
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    private final Path output;
    private final List<Processor> otherProcessors = new ArrayList<>();
    private final List<String> options = new ArrayList<>(List.of("-Xlint:all,-processing,-options"));

    Javac(Path output) {
        this.output = output;
    }

    /** Runs another processor, too. */
    Javac with(Processor processor) {
        otherProcessors.add(processor);
        return this;
    }

    /** Adds an option. */
    Javac option(String option) {
        options.add(option);
        return this;
    }

    /** Compiles sources; their types' names are taken from the texts. */
    Result compile(String... sources) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<JavaFileObject> files = Stream.of(sources)
                .map(Source::of)
                .map(JavaFileObject.class::cast)
                .toList();
        try {
            FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes())));
            FILES.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(Files.createDirectories(stubs())));
            FILES.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(api(), classes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Processor> processors = new ArrayList<>(otherProcessors);
        processors.add(new RemoteProcessor());
        JavaCompiler.CompilationTask task = COMPILER.getTask(null, FILES, found, options, null, files);
        task.setProcessors(processors);
        boolean success = task.call();
        return new Result(success, List.copyOf(found.getDiagnostics()));
    }

    Path classes() {
        return output.resolve("classes");
    }

    Path stubs() {
        return output.resolve("stubs");
    }

    /** Every file below a directory, by its name. */
    static Map<String, String> files(Path directory) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(path).toString();
                texts.put(
                        name,
                        Files.readString(
                                path, name.endsWith(".class") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** The service file, or an empty text. */
    String serviceFile() {
        return files(classes()).getOrDefault(ServiceFile.PATH, "");
    }

    /** A loader of what was compiled. */
    URLClassLoader loader() {
        try {
            return new URLClassLoader(new URL[] {classes().toUri().toURL()}, Javac.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path api() {
        try {
            return Path.of(Remote.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the compiler said. */
    record Result(boolean success, List<Diagnostic<? extends JavaFileObject>> diagnostics) {

        /** All messages, for a test that failed. */
        String text() {
            return String.join("\n", diagnostics.stream().map(Object::toString).toList());
        }

        /** What this processor said. */
        List<Diagnostic<? extends JavaFileObject>> ours() {
            return diagnostics.stream()
                    .filter(diagnostic -> diagnostic.getMessage(Locale.ROOT).contains("[RMX-"))
                    .<Diagnostic<? extends JavaFileObject>>map(diagnostic -> diagnostic)
                    .toList();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        static Source of(String text) {
            String packageName = find(text, "(?m)^package ([\\w.]+);");
            String typeName = find(text, "(?m)^(?:[a-z-]+ )*(?:class|record|enum|interface|@interface) (\\w+)");
            String path = packageName.isEmpty() ? typeName : packageName.replace('.', '/') + '/' + typeName;
            return new Source(path + ".java", text);
        }

        private static String find(String text, String pattern) {
            java.util.regex.Matcher matcher =
                    java.util.regex.Pattern.compile(pattern).matcher(text);
            return matcher.find() ? matcher.group(1) : "";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
