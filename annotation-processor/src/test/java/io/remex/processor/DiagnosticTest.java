package io.remex.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each diagnostic of the processor: its text, and the line that it points at. A line of a source on which one is expected ends in
 * {@code //!}.
 */
class DiagnosticTest {
    private static final String HEADER = """
            package com.acme;
            import io.remex.*;
            import java.util.*;
            """;

    @TempDir
    private Path output;

    /** A source and what the processor must say about it, once for each marked line. */
    record Case(Diagnostic diagnostic, String source, String message) {
        @Override
        public String toString() {
            return diagnostic + ": "
                    + source.lines()
                            .filter(line -> line.contains("//!"))
                            .findFirst()
                            .orElse("")
                            .strip();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                method(
                        Diagnostic.NOT_STATIC,
                        "@Remote public int f() { return 1; } //!",
                        "[RMX-P001] @Remote method Pricing.f is not static. Fix: write 'static f(…)' and pass the state it needs"
                                + " as arguments."),
                new Case(
                        Diagnostic.NOT_STATIC,
                        HEADER + "public interface Pricing {\n @Remote int f(); //!\n}",
                        "[RMX-P001] @Remote method Pricing.f is not static. Fix: write 'static f(…)' and pass the state it needs"
                                + " as arguments."),
                method(
                        Diagnostic.PRIVATE_METHOD,
                        "@Remote private static int f() { return 1; } //!",
                        "[RMX-P002] @Remote method Pricing.f is private, so generated code cannot call it. Fix: remove 'private'"
                                + " from f."),
                method(
                        Diagnostic.PRIVATE_CLASS,
                        "private static class Inner { static class Deep {\n@Remote static int f() { return 1; } //!\n}}",
                        "[RMX-P003] @Remote method Pricing.Inner.Deep.f is in the private class Pricing.Inner, so generated code"
                                + " cannot call it. Fix: remove 'private' from class Pricing.Inner, or move the method to its enclosing"
                                + " class."),
                method(
                        Diagnostic.UNRESOLVED_TYPE_VARIABLE,
                        "@Remote static <T> int f(\nList<T> items //!\n) { return 1; }",
                        "[RMX-P004] parameter 'items' of Pricing.f has the type java.util.List<T>, and the type variable T has no bound,"
                                + " so any class could hide behind it. Fix: write the type that is really passed instead of T, or one method for"
                                + " each."),
                method(
                        Diagnostic.UNRESOLVED_TYPE_VARIABLE,
                        "@Remote static <T extends Comparable<T>> T f() { return null; } //!",
                        "[RMX-P004] the result of Pricing.f has the type T, and the type variable T has a bound that mentions"
                                + " itself, so no type can stand for it. Fix: write the type that is really passed instead of T, or one method for each."),
                method(
                        Diagnostic.UNRESOLVED_TYPE_VARIABLE,
                        "@Remote static <T extends Number & Comparable<Integer>> int f(T[] a) { return 1; } //!",
                        "[RMX-P004] parameter 'a' of Pricing.f has the type T[], and the type variable T has a bound of more than"
                                + " one type, so no type can stand for it. Fix: write the type that is really passed instead of T, or one method for each."),
                carried(
                        "Thread",
                        "java.lang.Thread: a thread belongs to one process",
                        "pass what the thread is to work on"),
                carried(
                        "java.io.FileInputStream",
                        "java.io.FileInputStream: a stream or a connection is open in one process",
                        "pass the bytes, a String or a file name"),
                carried(
                        "java.util.function.DoubleUnaryOperator",
                        "java.util.function.DoubleUnaryOperator: a lambda is code, and only data travels",
                        "pass the data it would capture, or an enum or a record that implements it"),
                carried("Runnable", "java.lang.Runnable: a lambda is code, and only data travels", null),
                carried("Payoff", "com.acme.Pricing.Payoff: a lambda is code, and only data travels", null),
                carried(
                        "List<Iterator<String>>",
                        "java.util.Iterator<java.lang.String>: an iteration goes on in one process",
                        null),
                carried(
                        "java.util.stream.IntStream",
                        "java.util.stream.IntStream: an iteration goes on in one process",
                        "pass a List or an array"),
                carried(
                        "Class<?>",
                        "java.lang.Class<java.lang.Object>: a class or its members are an address in one process",
                        null),
                carried(
                        "java.lang.reflect.Method",
                        "java.lang.reflect.Method: a class or its members are an address in",
                        null),
                carried(
                        "ClassLoader",
                        "java.lang.ClassLoader: a class or its members are an address in one process",
                        null),
                carried(
                        "java.util.concurrent.locks.ReentrantLock",
                        "a lock is held in one process",
                        "pass the data that it guards"),
                carried("java.util.concurrent.ExecutorService", "a thread belongs to one process", null),
                carried(
                        "java.util.concurrent.CompletableFuture<Integer>",
                        "a future is completed in one process",
                        "pass an ObjectRef"),
                carried(
                        "Inner",
                        "com.acme.Pricing.Inner: it is an instance of an inner class and would drag the instance around it along",
                        "declare the class static"),
                carried("Arg<String>", "io.remex.Arg is how stubs take arguments, not a value", null),
                method(
                        Diagnostic.UNCARRIABLE_TYPE,
                        "static class Holder { Thread worker; }\nrecord Job(String name, List<Holder> holders) {}\n"
                                + "@Remote static int f(Job job) { return 1; } //!",
                        "[RMX-P005] parameter 'job' (in Pricing.Job.holders > Pricing.Holder.worker) of Pricing.f cannot travel:"
                                + " java.lang.Thread: a thread belongs to one process. Fix: pass what the thread is to work on."),
                method(
                        Diagnostic.UNCARRIABLE_TYPE,
                        "static class Holder { ObjectRef<String> ref; }\n@Remote static Holder f() { return null; } //!",
                        "[RMX-P005] the result (in Pricing.Holder.ref) of Pricing.f cannot travel: io.remex.ObjectRef<java.lang"
                                + ".String>: a class outside the generated codecs holds it. Fix: make that class a record."),
                method(
                        Diagnostic.UNCARRIABLE_TYPE,
                        "record Grows<T>(T value, Grows<List<T>> next) {}\n@Remote static int f(Grows<String> g) { return 1; } //!",
                        "its types nest without end. Fix: write a type that does not grow with each level."),
                method(
                        Diagnostic.INACCESSIBLE_TYPE,
                        "private record Secret(int x) {}\n@Remote static int f(\nList<Secret> s //!\n) { return 1; }",
                        "[RMX-P006] parameter 's' of Pricing.f uses Pricing.Secret, which package com.acme cannot see, so generated"
                                + " code cannot name it. Fix: make Pricing.Secret package-private or public."),
                method(
                        Diagnostic.INACCESSIBLE_TYPE,
                        "private static class Oops extends RuntimeException {}\n"
                                + "@Remote(\nretryOn = Oops.class //!\n) static int f() { return 1; }",
                        "[RMX-P006] retryOn of Pricing.f uses Pricing.Oops, which package com.acme cannot see, so generated code"
                                + " cannot name it. Fix: make Pricing.Oops package-private or public."),
                method(
                        Diagnostic.STREAMING_RESULT,
                        "@Remote static java.util.stream.Stream<? extends Number> f() { return null; } //!",
                        "[RMX-P007] the result of Pricing.f is java.util.stream.Stream<? extends java.lang.Number>, which cannot"
                                + " be sent item by item. Fix: return a Stream<T> or an Iterator<T> of one concrete type T"
                                + " instead of a Stream, or a List<T>."),
                method(
                        Diagnostic.STREAMING_RESULT,
                        "@Remote static Iterator f() { return null; } //!",
                        "[RMX-P007] the result of Pricing.f is java.util.Iterator, which cannot be sent item by item. Fix: "),
                method(
                        Diagnostic.STREAMING_RESULT,
                        "@Remote static java.util.stream.DoubleStream f() { return null; } //!",
                        "is java.util.stream.DoubleStream, which cannot be sent item by item. Fix: return a Stream<T>"),
                method(
                        Diagnostic.STREAMING_RESULT,
                        "@Remote static java.util.concurrent.Flow.Publisher<String> f() { return null; } //!",
                        "instead of a Flow.Publisher, or a List<T>."),
                method(
                        Diagnostic.UNCARRIABLE_TYPE,
                        "@Remote static Iterator<java.util.stream.Stream<String>> f() { return null; } //!",
                        "the result of Pricing.f cannot travel: "),
                method(
                        Diagnostic.UNRESOLVED_TYPE_VARIABLE,
                        "@Remote static <T> Iterator<T> f() { return null; } //!",
                        "the result of Pricing.f has the type java.util.Iterator<T>"),
                method(
                        Diagnostic.NO_RECORD_OF_RESULTS,
                        "@RemoteResults static class Greeks {} //!",
                        "[RMX-P020] Pricing.Greeks is to give a reference for each component, as @RemoteResults says, and is no"
                                + " record. Fix: write @RemoteResults on a record without type parameters"),
                method(
                        Diagnostic.NO_RECORD_OF_RESULTS,
                        "@RemoteResults record Greeks<T>(T price) {} //!",
                        "Pricing.Greeks is to give a reference for each component, as @RemoteResults says, and has type parameters."),
                method(
                        Diagnostic.NO_RECORD_OF_RESULTS,
                        "@RemoteResults record Greeks() {} //!",
                        "Pricing.Greeks is to give a reference for each component, as @RemoteResults says, and has no components."),
                method(
                        Diagnostic.UNCARRIABLE_TYPE,
                        "@RemoteResults record Greeks(Thread thread) {} //!",
                        "the record (in Pricing.Greeks.thread) of Pricing.Greeks cannot travel: "),
                method(
                        Diagnostic.STUB_NAME_TAKEN,
                        "@RemoteResults record Greeks(int x) {} //!\n}\nclass Pricing_GreeksRefs {",
                        "[RMX-P014] the stub of Pricing.Greeks is to be the class com.acme.Pricing_GreeksRefs, but"),
                method(
                        Diagnostic.LEADING_OPTIONS,
                        "@Remote static int f(\nTaskOptions how //!\n) { return 1; }",
                        "[RMX-P008] the first parameter of Pricing.f is a TaskOptions, which the generated stub takes there itself."
                                + " Fix: move parameter 'how' to another place, or pass what it is needed for."),
                method(
                        Diagnostic.BAD_TIMEOUT,
                        "@Remote(cpus = 1,\ntimeout = \"soon\") //!\nstatic int f() { return 1; }",
                        "[RMX-P009] the timeout of Pricing.f: 'soon' is not a duration. Fix: write for example timeout ="
                                + " \"500ms\", \"30s\", \"5m\" or \"PT30S\"."),
                method(
                        Diagnostic.BAD_TIMEOUT,
                        "@Remote(timeout = \"999999999999h\") //!\nstatic int f() { return 1; }",
                        "[RMX-P009] the timeout of Pricing.f: '999999999999h' is longer than the 292 years a clock can count. Fix: "),
                method(
                        Diagnostic.BAD_RESOURCES,
                        "@Remote(\nresources = \"fpga\") //!\nstatic int f() { return 1; }",
                        "[RMX-P010] the resources of Pricing.f: 'fpga' is not name=amount."
                                + " Fix: write for example resources = \"fpga=1, licence=0.5\"."),
                method(
                        Diagnostic.BAD_RESOURCES,
                        "@Remote(resources = \"fpga=-1\") //!\nstatic int f() { return 1; }",
                        "[RMX-P010] the resources of Pricing.f: fpga=-1.0; it must be a number of 0 or more. Fix: "),
                method(
                        Diagnostic.BAD_AMOUNT,
                        "@Remote(\ncpus = -1) //!\nstatic int f() { return 1; }",
                        "[RMX-P011] @Remote of Pricing.f: cpus=-1.0; it must be a number of 0 or more. Fix: write cpus = 0 or a"
                                + " positive number."),
                method(
                        Diagnostic.BAD_AMOUNT,
                        "@Remote(\ngpus = 0.0 / 0) //!\nstatic int f() { return 1; }",
                        "[RMX-P011] @Remote of Pricing.f: gpus=NaN; it must be a number of 0 or more."),
                method(
                        Diagnostic.BAD_AMOUNT,
                        "@Remote(\ngpus = 1.5) //!\nstatic int f() { return 1; }",
                        "[RMX-P011] @Remote of Pricing.f: gpus=1.5; it must be 0, a fraction from 0.001 to 1, or a whole number."),
                method(
                        Diagnostic.BAD_AMOUNT,
                        "@Remote(\nmemory = -5) //!\nstatic int f() { return 1; }",
                        "[RMX-P011] @Remote of Pricing.f: memory=-5.0; it must be a number of 0 or more."),
                method(
                        Diagnostic.BAD_AFFINITY,
                        "@Remote(\naffinity = \"zone=\") //!\nstatic int f() { return 1; }",
                        "[RMX-P018] the affinity of Pricing.f: 'zone=' is no condition on labels. Fix: write for example affinity ="
                                + " \"zone=eu|us, disk!=hdd, !spot, prefer worker=w1\"."),
                method(
                        Diagnostic.BAD_PRIORITY,
                        "@Remote(\npriority = 11) //!\nstatic int f() { return 1; }",
                        "[RMX-P019] @Remote of Pricing.f has priority=11. Fix: write a priority from -10 to 10."),
                method(
                        Diagnostic.BAD_PRIORITY,
                        "@Remote(\npriority = Integer.MIN_VALUE) //!\nstatic int f() { return 1; }",
                        "[RMX-P019] @Remote of Pricing.f has priority=-2147483648. Fix: write a priority from -10 to 10."),
                method(
                        Diagnostic.NEGATIVE_RETRIES,
                        "@Remote(\nmaxRetries = -1) //!\nstatic int f() { return 1; }",
                        "[RMX-P012] @Remote of Pricing.f has maxRetries=-1. Fix: write maxRetries = 0 to never run a task twice, or"
                                + " more."),
                method(
                        Diagnostic.DUPLICATE_NAME,
                        "@Remote(name = \"p\") static int f() { return 1; } //!\n@Remote(name = \"p\") static int g(int x) { return 1; } //!",
                        "are both named 'p'. Fix: write @Remote(name = \"…\") with another name on one of them."),
                new Case(
                        Diagnostic.STUB_NAME_TAKEN,
                        HEADER
                                + "public class Pricing { //!\n@Remote static int f() { return 1; }\n}\nclass PricingRemote {}",
                        "[RMX-P014] the stub of Pricing is to be the class com.acme.PricingRemote, but a class of that name is"
                                + " there. Fix: rename PricingRemote."),
                open(
                        "@Remote static int f(Object o) { return 1; } //!",
                        "parameter 'o'",
                        "java.lang.Object",
                        "parameter 'o', "),
                open(
                        "interface Open { int x(); int y(); }\n@Remote static List<Open> f() { return null; } //!",
                        "the result",
                        "com.acme.Pricing.Open",
                        ""),
                open(
                        "static abstract class Base {}\n@Remote static int f(Base[] b) { return 1; } //!",
                        "parameter 'b'",
                        "com.acme.Pricing.Base",
                        "parameter 'b', "),
                open(
                        "record Mail(Object body) {}\n@Remote static int f(Mail mail) { return 1; } //!",
                        "parameter 'mail' (in Pricing.Mail.body)",
                        "java.lang.Object",
                        "Pricing.Mail.body, "),
                open(
                        "static class Raw { List list; }\n@Remote static int f(Raw raw) { return 1; } //!",
                        "parameter 'raw' (in Pricing.Raw.list)",
                        "java.lang.Object",
                        "Pricing.Raw.list, "),
                method(
                        Diagnostic.UNKNOWN_SUBTYPE,
                        "@RemoteSubtypes(value = Date.class, names = {\n\"java.util.Date\",\n\"com.acme.Nowhere\"}) //!\n"
                                + "@Remote static int f(Object o) { return 1; }",
                        "[RMX-P017] @RemoteSubtypes on f names com.acme.Nowhere, and there is no such class. Fix: write the"
                                + " canonical name of a class on the class path, with dots before nested classes."));
    }

    private static Case method(Diagnostic diagnostic, String member, String message) {
        return new Case(diagnostic, HEADER + "public class Pricing {\n" + member + "\n}", message);
    }

    private static Case carried(String type, String reason, String remedy) {
        String helpers = "class Inner {}\n@FunctionalInterface interface Payoff { double at(double spot); }\n";
        return method(
                Diagnostic.UNCARRIABLE_TYPE,
                helpers + "@Remote static int f(int a,\n" + type + " bad //!\n) { return 1; }",
                remedy == null ? reason : reason + ". Fix: " + remedy + '.');
    }

    private static Case open(String member, String role, String type, String target) {
        return method(
                Diagnostic.OPEN_TYPE,
                member,
                "[RMX-P015] " + role + " of Pricing.f can hold classes the compiler does not see: " + type
                        + ". Fix: name them with @RemoteSubtypes({…}) on " + target
                        + "the method or its class, or declare a sealed or concrete type.");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSayWhatIsWrongAndWhere(Case example) {
        Javac.Result result = new Javac(output).compile(example.source);
        assertThat(linesOf(result)).as(result.text()).isEqualTo(markedLines(example.source));
        assertThat(result.ours()).allSatisfy(found -> {
            assertThat(found.getMessage(Locale.ROOT))
                    .contains('[' + example.diagnostic.code() + ']')
                    .contains(example.message);
            assertThat(found.getKind()).isEqualTo(example.diagnostic.kind());
            assertThat(found.getSource().getName()).endsWith("Pricing.java");
        });
        assertThat(result.success()).isEqualTo(example.diagnostic == Diagnostic.OPEN_TYPE);
    }

    private static Set<Long> linesOf(Javac.Result result) {
        Set<Long> lines = new TreeSet<>();
        result.ours().forEach(found -> lines.add(found.getLineNumber()));
        return lines;
    }

    private static Set<Long> markedLines(String source) {
        Set<Long> lines = new TreeSet<>();
        List<String> all = source.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).endsWith("//!")) {
                lines.add(i + 1L);
            }
        }
        return lines;
    }

    @Test
    void shouldHaveATestForEachDiagnostic() {
        Set<Diagnostic> tested = EnumSet.of(Diagnostic.WRITE_FAILED); // its tests need a broken output directory
        cases().forEach(example -> tested.add(example.diagnostic));
        assertThat(tested).containsExactlyInAnyOrder(Diagnostic.values());
    }

    @Test
    void shouldGiveEachDiagnosticItsOwnCode() {
        assertThat(Diagnostic.values())
                .extracting(Diagnostic::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("RMX-P\\d{3}"));
    }

    @Test
    void shouldNameEachOtherWhereTwoFunctionsHaveOneName() {
        Javac.Result result = new Javac(output)
                .compile(
                        "package a;\npublic class Pricing {\n@io.remex.Remote static int f(int x) { return 1; }\n}",
                        "package b;\npublic class Pricing {\n\n@io.remex.Remote static int f() { return 1; }\n}");
        assertThat(result.ours())
                .extracting(found ->
                        found.getSource().getName() + ':' + found.getLineNumber() + ' ' + found.getMessage(Locale.ROOT))
                .containsExactlyInAnyOrder(
                        "/a/Pricing.java:3 [RMX-P013] the functions a.Pricing#f(I)I and b.Pricing#f()I are both named 'Pricing.f'."
                                + " Fix: write @Remote(name = \"…\") with another name on one of them.",
                        "/b/Pricing.java:4 [RMX-P013] the functions b.Pricing#f()I and a.Pricing#f(I)I are both named 'Pricing.f'."
                                + " Fix: write @Remote(name = \"…\") with another name on one of them.");
    }

    @Test
    void shouldCollectEveryErrorOfEveryElement() {
        Javac.Result result = new Javac(output).compile(HEADER + """
                        class Pricing {
                            @Remote(cpus = -1, timeout = "x", resources = "y", maxRetries = -2)
                            private <T> Iterator<T> f(TaskOptions o, Thread t, T x) { return null; }
                            @Remote int g(Runnable r, Object ok, java.io.Reader in) { return 1; }
                        }
                        class Other {
                            @Remote static Class<?> h() { return null; }
                        }
                        """);
        List<String> codes = new ArrayList<>();
        result.ours().forEach(found -> codes.add(found.getMessage(Locale.ROOT).substring(5, 9)));
        assertThat(codes)
                .as(result.text())
                .containsExactlyInAnyOrder(
                        "P011", "P009", "P010", "P012", "P001", "P002", "P004", "P008", "P005", // f
                        "P004", "P001", "P005", "P015", "P005", // g
                        "P005"); // h
    }

    @Test
    void shouldWriteNoStubForAClassWithAnError() {
        Javac javac = new Javac(output);
        javac.compile(
                HEADER + "class Pricing {\n@Remote int f() { return 1; }\n@Remote static int g() { return 1; }\n}");
        assertThat(Javac.files(javac.stubs())).isEmpty();
        assertThat(javac.serviceFile()).isEmpty();
    }

    @Test
    void shouldKeepQuietAboutOpenTypesWhereAsked() {
        assertThat(new Javac(output).compile(HEADER + """
                                class Pricing {
                                    @SuppressWarnings("remex")
                                    @Remote static int f(Object o) { return 1; }
                                    @Remote static int g(@RemoteSubtypes(String.class) Object o) { return 1; }
                                    @Remote @RemoteSubtypes(Date.class) static Object h(Object o) { return o; }
                                    @Remote static Number n(Map<String, Number> o) { return 1; }
                                    @Remote static SortedMap<String, Queue<String>> m() { return null; }
                                }
                                """).ours()).isEmpty();
    }

    @Test
    void shouldReportAnOpenFieldOnceHoweverItIsReached() {
        Javac.Result result = new Javac(output).compile(HEADER + """
                class Pricing {
                    static class Leaf { Object value; }
                    static class Pair { Leaf left; Leaf right; }
                    @Remote static Leaf f(Leaf leaf, Pair pair, List<Pair> pairs) { return leaf; }
                    @Remote static int g(Object first, Object second) { return 1; }
                }
                """);
        assertThat(result.ours())
                .extracting(found -> found.getMessage(Locale.ROOT).replaceFirst(" can hold .*", ""))
                .containsExactly(
                        "[RMX-P015] parameter 'leaf' (in Pricing.Leaf.value) of Pricing.f",
                        "[RMX-P015] parameter 'first' of Pricing.g",
                        "[RMX-P015] parameter 'second' of Pricing.g");
    }

    @Test
    void shouldFindNamedClassesThatTheirLibraryKeepsToItself() {
        Javac javac = new Javac(output);
        Javac.Result result = javac.compile(
                "package com.lib;\npublic interface Shape { double area(); double edge(); }",
                "package com.lib;\nenum Hidden implements Shape { DOT; public double area() { return 0; }"
                        + " public double edge() { return 0; } }",
                "package com.lib;\npublic final class Shapes { static final class Square implements Shape {"
                        + " public double area() { return 1; } public double edge() { return 4; } } }",
                HEADER + """
                        class Pricing {
                            @RemoteSubtypes(names = {"com.lib.Hidden", "com.lib.Shapes.Square"})
                            @Remote static int f(com.lib.Shape s) { return 1; }
                        }
                        """);
        assertThat(result.ours()).isEmpty();
        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(Javac.files(javac.stubs()).values())
                .singleElement()
                .asString()
                .contains("classNamed(\"com.lib.Hidden\")", "classNamed(\"com.lib.Shapes$Square\")");
    }

    @Test
    void shouldRefuseBuffersThatAreNotViews() {
        Javac.Result result = new Javac(output)
                .compile(
                        "package org.agrona;\npublic interface DirectBuffer {}",
                        "package org.agrona.concurrent;\npublic class UnsafeBuffer implements org.agrona.DirectBuffer {}",
                        HEADER + """
                        class Pricing {
                            static class Holder { org.agrona.DirectBuffer inside; }
                            @Remote static int f(org.agrona.concurrent.UnsafeBuffer buffer) { return 1; }
                            @Remote static int g(Holder holder) { return 1; }
                        }
                        """);
        assertThat(result.ours())
                .extracting(found -> found.getMessage(Locale.ROOT))
                .containsExactlyInAnyOrder(
                        "[RMX-P005] parameter 'buffer' of Pricing.f cannot travel: org.agrona.concurrent.UnsafeBuffer: where"
                                + " its bytes are is an address in one process. Fix: declare a parameter, a result or a component"
                                + " of a record as org.agrona.DirectBuffer itself.",
                        "[RMX-P005] parameter 'holder' (in Pricing.Holder.inside) of Pricing.g cannot travel:"
                                + " org.agrona.DirectBuffer: where its bytes are is an address in one process. Fix: declare a"
                                + " parameter, a result or a component of a record as org.agrona.DirectBuffer itself.");
    }

    @Test
    void shouldLookIntoGuavasCollectionsAndNotBehindThem() {
        String list = "package com.google.common.collect;\n"
                + "public abstract class ImmutableList<E> extends java.util.AbstractList<E> { Object secret; }";
        String map = "package com.google.common.collect;\n"
                + "public abstract class ImmutableMap<K, V> extends java.util.AbstractMap<K, V> { Object secret; }";
        Javac.Result result = new Javac(output).compile(list, map, HEADER + """
                import com.google.common.collect.ImmutableList;
                import com.google.common.collect.ImmutableMap;
                class Pricing {
                    static class Curve { ImmutableMap<String, ImmutableList<Date>> nodes; }
                    @Remote static ImmutableList<Curve> f(ImmutableMap<String, Curve> curves) { return null; }
                    @Remote static int g(ImmutableMap<String, Object> anything) { return 1; }
                }
                """);
        assertThat(result.ours())
                .extracting(found -> found.getMessage(Locale.ROOT))
                .singleElement()
                .asString()
                .startsWith("[RMX-P015] parameter 'anything' of Pricing.g can hold classes the compiler does not see:"
                        + " java.lang.Object.");
        assertThat(result.success()).as(result.text()).isTrue();
    }

    @Test
    void shouldFollowTypeArgumentsIntoSealedFamilies() {
        Javac.Result result = new Javac(output).compile(HEADER + """
                class Pricing {
                    sealed interface Maybe<T> permits Some, None {}
                    record Some<V>(V value) implements Maybe<V> {}
                    record None<T>() implements Maybe<T> {}
                    sealed interface Sorted<T extends Comparable<T>> permits Leaf {}
                    record Leaf<T extends Comparable<T>>(T value, Sorted<T> next) implements Sorted<T> {}
                    @Remote static int f(Maybe<String> m, Sorted<Integer> s) { return 1; }
                    @Remote static int g(Maybe<? extends Maybe<Date>> m, Sorted<?> s) { return 1; }
                }
                """);
        assertThat(result.ours())
                .extracting(found -> found.getMessage(Locale.ROOT))
                .singleElement()
                .asString()
                .startsWith(
                        "[RMX-P015] parameter 's' of Pricing.g can hold classes the compiler does not see: java.lang.Comparable.");
        assertThat(result.success()).as(result.text()).isTrue();
    }

    @Test
    void shouldEndAtTypesThatAreBoundedByThemselves() {
        Javac.Result result = new Javac(output).compile(HEADER + """
                class Pricing {
                    static class Node<T extends Node<T>> { List<T> next; }
                    static final class Leaf extends Node<Leaf> {}
                    @SuppressWarnings("rawtypes") static class Raw { Node node; }
                    @Remote static int f(Node<?> n, Leaf l, Raw r, List<? extends Node<?>> all) { return 1; }
                }
                """);
        assertThat(result.success()).as(result.text()).isTrue();
    }

    @Test
    void shouldFillInTheTypeArgumentsOfASuperclass() {
        Javac.Result result = new Javac(output).compile(HEADER + """
                class Pricing {
                    static class Base<T> { T value; }
                    static class Sub<S> extends Base<S> {}
                    @Remote static int f(Sub<Date> s) { return 1; }
                }
                """);
        assertThat(result.ours()).isEmpty();
        assertThat(result.success()).as(result.text()).isTrue();
    }

    @Test
    void shouldReportAStubThatCannotBeWritten() throws IOException {
        Javac javac = new Javac(output);
        Files.createDirectories(javac.stubs());
        Files.writeString(javac.stubs().resolve("com"), "a file where a directory is needed");
        Javac.Result result = javac.compile(HEADER + "public class Pricing {\n@Remote static int f() { return 1; }\n}");
        assertThat(result.ours()).singleElement().satisfies(found -> {
            assertThat(found.getMessage(Locale.ROOT))
                    .startsWith("[RMX-P016] com.acme.PricingRemote could not be written: ")
                    .endsWith("Fix: check the compiler's output directory.");
            assertThat(found.getLineNumber()).isEqualTo(4);
        });
        assertThat(result.success()).isFalse();
    }

    @Test
    void shouldReportAServiceFileThatCannotBeWritten() throws IOException {
        Javac javac = new Javac(output);
        Files.createDirectories(javac.classes());
        Files.writeString(javac.classes().resolve("META-INF"), "a file where a directory is needed");
        Javac.Result result = javac.compile(HEADER + "public class Pricing {\n@Remote static int f() { return 1; }\n}");
        assertThat(result.ours())
                .singleElement()
                .satisfies(found -> assertThat(found.getMessage(Locale.ROOT))
                        .startsWith(
                                "[RMX-P016] META-INF/services/io.remex.spi.RemoteFunctions could not be written: "));
    }
}
