package io.remex.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.spi.FunctionDescriptor;
import io.remex.spi.RemoteFunctions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the processor behaves within a compilation, and from one to the next. */
class CompilationTest {
    private static final String PRICING = """
            package com.acme;
            import io.remex.Remote;
            public class Pricing {
                @Remote public static double price(Quote quote, int n) { return quote.bid() * n; }
            }
            """;
    private static final String RISK = """
            package com.acme;
            import io.remex.Remote;
            import java.util.*;
            public class Risk {
                public sealed interface Shape permits A, B {}
                public record A(int x) implements Shape {}
                public record B(List<Quote> x) implements Shape {}
                @Remote public static Map<String, Set<A>> all(Shape s, Optional<B> b, Quote[] q) { return null; }
                @Remote public static int all(Shape s) { return 1; }
                @Remote static <T extends Number> T one(List<T> x) { return null; }
                public static class Deeper { @Remote public static void run(Quote q) {} }
            }
            """;
    private static final String QUOTE = "package com.acme;\npublic record Quote(double bid, double ask) {}\n";

    @TempDir
    private Path output;

    @Test
    void shouldCompileWithoutAWarning() {
        Javac.Result result = new Javac(output).option("-Werror").compile(PRICING, RISK, QUOTE);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @Test
    void shouldWriteTheSameBytesWhateverTheOrderOfTheSources() {
        List<String> sources = new ArrayList<>(List.of(PRICING, RISK, QUOTE));
        List<Map<String, String>> outputs = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            Collections.shuffle(sources, new Random(seed));
            Javac javac = new Javac(output.resolve("run" + seed));
            assertThat(javac.compile(sources.toArray(String[]::new)).success()).isTrue();
            Map<String, String> files = Javac.files(javac.stubs());
            files.put(ServiceFile.PATH, javac.serviceFile());
            outputs.add(files);
        }
        assertThat(outputs.get(0)).hasSize(4);
        assertThat(outputs).allSatisfy(files -> assertThat(files).isEqualTo(outputs.get(0)));
    }

    @Test
    void shouldWriteTheSameStubFromSourcesAndFromClassFiles() {
        Javac together = new Javac(output.resolve("together"));
        together.compile(PRICING, RISK, QUOTE);
        Javac apart = new Javac(output.resolve("apart"));
        apart.compile(QUOTE);
        apart.compile(RISK);
        apart.compile(PRICING);
        assertThat(Javac.files(apart.stubs())).isEqualTo(Javac.files(together.stubs()));
    }

    @Test
    void shouldKeepTheLinesOfOtherClassesInAnIncrementalCompilation() {
        Javac javac = new Javac(output);
        assertThat(javac.compile(PRICING, RISK, QUOTE).success()).isTrue();
        String all = """
                com.acme.PricingRemote$Functions
                com.acme.RiskRemote$Functions
                com.acme.Risk_DeeperRemote$Functions
                """;
        assertThat(javac.serviceFile()).isEqualTo(all);
        assertThat(javac.compile(RISK).success()).isTrue();
        assertThat(javac.serviceFile()).isEqualTo(all);
        String added = "package com.acme;\nclass Added {\n@io.remex.Remote static void run() {}\n}";
        assertThat(javac.compile(added).success()).isTrue();
        assertThat(javac.serviceFile()).isEqualTo("com.acme.AddedRemote$Functions\n" + all);
    }

    @Test
    void shouldDropTheLineOfAClassThatHasNoRemoteMethodAnyMore() {
        Javac javac = new Javac(output);
        javac.compile(PRICING, RISK, QUOTE);
        assertThat(javac.compile(PRICING.replace("@Remote", "")).success()).isTrue();
        assertThat(javac.serviceFile())
                .isEqualTo("com.acme.RiskRemote$Functions\ncom.acme.Risk_DeeperRemote$Functions\n");
    }

    @Test
    void shouldLeaveTheServiceFileAloneWhenACompilationFails() {
        Javac javac = new Javac(output);
        javac.compile(PRICING, QUOTE);
        assertThat(javac.compile(PRICING.replace("static", "")).success()).isFalse();
        assertThat(javac.serviceFile()).isEqualTo("com.acme.PricingRemote$Functions\n");
    }

    @Test
    void shouldWaitForATypeThatAnotherProcessorWrites() {
        Javac javac = new Javac(output).with(new QuoteWriter());
        String holder = """
                package com.acme;
                import io.remex.Remote;
                import java.util.*;
                public class Holder {
                    public record Lot(Map<String, Quote[]> quotes) {}
                    public static class Desk { private List<? extends Quote> quotes; }
                    @Remote public static int size(Lot lot) { return 1; }
                    @Remote public static int sum(List<? extends Quote> quotes, Desk desk) { return 1; }
                }
                """;
        Javac.Result result = javac.compile(PRICING, holder);
        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(Javac.files(javac.stubs())).containsKeys("com/acme/PricingRemote.java", "com/acme/Quote.java");
        assertThat(javac.serviceFile())
                .isEqualTo("com.acme.HolderRemote$Functions\ncom.acme.PricingRemote$Functions\n");
    }

    @Test
    void shouldLeaveAMissingTypeToTheCompilerAndReportTheRest() {
        Javac.Result result = new Javac(output).compile(PRICING.replace("int n", "Thread n"));
        assertThat(result.success()).isFalse();
        assertThat(result.text()).contains("cannot find symbol").doesNotContain("PricingRemote");
        assertThat(result.ours())
                .singleElement()
                .satisfies(found -> assertThat(found.getMessage(Locale.ROOT)).contains("java.lang.Thread"));
    }

    @Test
    void shouldNotMindTypeAnnotations() {
        Javac.Result result = new Javac(output).option("-Werror").compile("""
                package com.acme;
                import io.remex.Remote;
                import java.lang.annotation.*;
                import java.util.*;
                public class Annotated {
                    @Target(ElementType.TYPE_USE) public @interface Maybe {}
                    public record Box<T>(@Maybe T value, List<@Maybe T> more) {}
                    @Remote public static @Maybe String f(@Maybe String s, List<@Maybe Integer> l, String @Maybe [] a) {
                        return s;
                    }
                    @Remote public static int g(int @Maybe [] a, @Maybe Box<@Maybe String> b, @Maybe Integer c) {
                        return 1;
                    }
                }
                """);
        assertThat(result.diagnostics()).isEmpty();
    }

    @Test
    void shouldAvoidTheNamesOfTheUser() {
        Javac.Result result = new Javac(output).option("-Werror").compile("""
                package com.acme;
                import io.remex.Remote;
                public class Names {
                    public record Codec(int x) {}
                    public record Functions(Codec codec) {}
                    public record String(java.lang.String text) {}
                    public record FunctionsCodec(java.util.List<String> list) {}
                    public record List(java.util.List<List> list) {}
                    @Remote public static Functions functions(Functions FUNCTIONS_CODEC, String Names, Codec Remex) {
                        return FUNCTIONS_CODEC;
                    }
                    @Remote public static List functionsCodec(FunctionsCodec submission, List arguments) {
                        return arguments;
                    }
                    @Remote public static java.lang.String classNamed(java.lang.String name) { return name; }
                    @Remote public static int FUNCTIONS(int FUNCTIONS) { return FUNCTIONS; }
                }
                """);
        assertThat(result.diagnostics()).isEmpty();
    }

    @Test
    void shouldServeTheDefaultPackage() throws Exception {
        Javac javac = new Javac(output);
        Javac.Result result = javac.compile("""
                public class Plain {
                    public record Point(int x, int y) {}
                    @io.remex.Remote public static Point flip(Point p) { return new Point(p.y(), p.x()); }
                }
                """);
        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(javac.serviceFile()).isEqualTo("PlainRemote$Functions\n");
        try (URLClassLoader loader = javac.loader()) {
            assertThat(functions(loader)).singleElement().satisfies(function -> {
                assertThat(function.signature().identity()).isEqualTo("Plain#flip(LPlain$Point;)LPlain$Point;");
                assertThat(function.layout())
                        .isEqualTo("(record Plain.Point{x:int;y:int;};)record Plain.Point{x:int;y:int;}");
            });
        }
    }

    @Test
    void shouldGiveAnotherFingerprintButTheSameIdWhenALayoutChanges() throws Exception {
        FunctionDescriptor<?> before = onlyFunction("before", QUOTE);
        FunctionDescriptor<?> same = onlyFunction("same", QUOTE);
        FunctionDescriptor<?> after = onlyFunction("after", QUOTE.replace("double ask", "float ask"));
        FunctionDescriptor<?> swapped =
                onlyFunction("swapped", QUOTE.replace("double bid, double ask", "double ask, double bid"));
        assertThat(same.fingerprint()).isEqualTo(before.fingerprint());
        assertThat(after.functionId()).isEqualTo(before.functionId());
        assertThat(List.of(before.fingerprint(), after.fingerprint(), swapped.fingerprint()))
                .doesNotHaveDuplicates();
    }

    private FunctionDescriptor<?> onlyFunction(String run, String quote) throws IOException {
        Javac javac = new Javac(output.resolve(run));
        assertThat(javac.compile(PRICING, quote).success()).isTrue();
        try (URLClassLoader loader = javac.loader()) {
            return functions(loader).get(0);
        }
    }

    private static List<FunctionDescriptor<?>> functions(ClassLoader loader) {
        return ServiceLoader.load(RemoteFunctions.class, loader)
                .findFirst()
                .orElseThrow()
                .functions();
    }

    /** Texts so long that a class file cannot hold them as one constant. */
    @Test
    void shouldSplitLayoutsThatAreLongerThanAConstant() throws Exception {
        StringBuilder records = new StringBuilder();
        StringBuilder components = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            String name = "Part" + i + "x".repeat(150);
            records.append("public record ")
                    .append(name)
                    .append("(int value")
                    .append("v".repeat(150))
                    .append(") {}\n");
            components.append(i == 0 ? "" : ", ").append(name).append(" p").append(i);
        }
        Javac javac = new Javac(output);
        Javac.Result result = javac.compile("package com.acme;\npublic class Big {\n" + records + "public record All("
                + components + ") {}\n@io.remex.Remote public static All f(All all) { return all; }\n}");
        assertThat(result.success()).as(result.text()).isTrue();
        try (URLClassLoader loader = javac.loader()) {
            String layout = functions(loader).get(0).layout();
            assertThat(layout.length()).isGreaterThan(66_000);
            assertThat(layout.indexOf("Part119x")).isPositive();
        }
    }

    /** Writes the record that {@link #PRICING} asks for. */
    private static final class QuoteWriter extends AbstractProcessor {
        private boolean isWritten;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!isWritten) {
                isWritten = true;
                try (Writer writer = processingEnv
                        .getFiler()
                        .createSourceFile("com.acme.Quote")
                        .openWriter()) {
                    writer.write(QUOTE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
