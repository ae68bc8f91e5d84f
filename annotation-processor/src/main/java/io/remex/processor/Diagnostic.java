package io.remex.processor;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.WARNING;

import javax.tools.Diagnostic.Kind;

/**
 * Everything the processor can say. Codes are stable and never reused. A template says what is wrong, with the values that are;
 * a fix says what to write instead.
 */
enum Diagnostic {
    NOT_STATIC(
            "RMX-P001",
            ERROR,
            "@Remote method %s is not static",
            "write 'static %s(…)' and pass the state it needs as arguments"),
    PRIVATE_METHOD(
            "RMX-P002",
            ERROR,
            "@Remote method %s is private, so generated code cannot call it",
            "remove 'private' from %s"),
    PRIVATE_CLASS(
            "RMX-P003",
            ERROR,
            "@Remote method %s is in the private class %s, so generated code cannot call it",
            "remove 'private' from class %s, or move the method to its enclosing class"),
    UNRESOLVED_TYPE_VARIABLE(
            "RMX-P004",
            ERROR,
            "%s of %s has the type %s, and the type variable %s",
            "write the type that is really passed instead of %s, or one method for each"),
    UNCARRIABLE_TYPE("RMX-P005", ERROR, "%s of %s cannot travel: %s", "%s"),
    INACCESSIBLE_TYPE(
            "RMX-P006",
            ERROR,
            "%s of %s uses %s, which package %s cannot see, so generated code cannot name it",
            "make %s package-private or public"),
    STREAMING_RESULT(
            "RMX-P007",
            ERROR,
            "the result of %s is %s, which cannot be sent item by item",
            "return a Stream<T> or an Iterator<T> of one concrete type T instead of a %s, or a List<T>"),
    LEADING_OPTIONS(
            "RMX-P008",
            ERROR,
            "the first parameter of %s is a TaskOptions, which the generated stub takes there itself",
            "move parameter '%s' to another place, or pass what it is needed for"),
    BAD_TIMEOUT(
            "RMX-P009",
            ERROR,
            "the timeout of %s: %s",
            "write for example timeout = \"500ms\", \"30s\", \"5m\" or \"PT30S\""),
    BAD_RESOURCES(
            "RMX-P010", ERROR, "the resources of %s: %s", "write for example resources = \"fpga=1, licence=0.5\""),
    BAD_AMOUNT("RMX-P011", ERROR, "@Remote of %s: %s", "write %s = 0 or a positive number"),
    NEGATIVE_RETRIES(
            "RMX-P012",
            ERROR,
            "@Remote of %s has maxRetries=%s",
            "write maxRetries = 0 to never run a task twice, or more"),
    DUPLICATE_NAME(
            "RMX-P013",
            ERROR,
            "the functions %s and %s are both named '%s'",
            "write @Remote(name = \"…\") with another name on one of them"),
    STUB_NAME_TAKEN(
            "RMX-P014", ERROR, "the stub of %s is to be the class %s, but a class of that name is there", "rename %s"),
    OPEN_TYPE(
            "RMX-P015",
            WARNING,
            "%s of %s can hold classes the compiler does not see: %s",
            "name them with @RemoteSubtypes({…}) on %s, or declare a sealed or concrete type"),
    WRITE_FAILED("RMX-P016", ERROR, "%s could not be written: %s", "check the compiler's output directory"),
    UNKNOWN_SUBTYPE(
            "RMX-P017",
            ERROR,
            "@RemoteSubtypes on %s names %s, and there is no such class",
            "write the canonical name of a class on the class path, with dots before nested classes"),
    BAD_AFFINITY(
            "RMX-P018",
            ERROR,
            "the affinity of %s: %s",
            "write for example affinity = \"zone=eu|us, disk!=hdd, !spot, prefer worker=w1\""),
    BAD_PRIORITY("RMX-P019", ERROR, "@Remote of %s has priority=%s", "write a priority from -10 to 10"),
    NO_RECORD_OF_RESULTS(
            "RMX-P020",
            ERROR,
            "%s is to give a reference for each component, as @RemoteResults says, and %s",
            "write @RemoteResults on a record without type parameters whose components the method's package can see");

    private final String code;
    private final Kind kind;
    private final String template;
    private final String fix;

    Diagnostic(String code, Kind kind, String template, String fix) {
        this.code = code;
        this.kind = kind;
        this.template = template;
        this.fix = fix;
    }

    String code() {
        return code;
    }

    Kind kind() {
        return kind;
    }

    /** The whole text: code, what is wrong, what to write. The arguments fill the template first, then the fix. */
    String message(Object... arguments) {
        return String.format("[" + code + "] " + template + ". Fix: " + fix + ".", arguments);
    }
}
