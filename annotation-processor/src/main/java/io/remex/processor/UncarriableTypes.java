package io.remex.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Types whose values mean something in one process only, with the reason and what to pass instead. */
final class UncarriableTypes {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "a thread belongs to one process",
                    "pass what the thread is to work on",
                    "java.lang.Thread",
                    "java.lang.ThreadGroup",
                    "java.lang.ThreadLocal",
                    "java.util.Timer",
                    "java.util.concurrent.Executor",
                    "java.util.concurrent.CompletionService"),
            new Rule(
                    "a lock is held in one process",
                    "pass the data that it guards",
                    "java.util.concurrent.locks.Lock",
                    "java.util.concurrent.locks.ReadWriteLock",
                    "java.util.concurrent.locks.Condition",
                    "java.util.concurrent.locks.AbstractOwnableSynchronizer",
                    "java.util.concurrent.locks.StampedLock",
                    "java.util.concurrent.Semaphore",
                    "java.util.concurrent.CountDownLatch",
                    "java.util.concurrent.CyclicBarrier",
                    "java.util.concurrent.Phaser"),
            new Rule(
                    "a future is completed in one process",
                    "pass an ObjectRef",
                    "java.util.concurrent.Future",
                    "java.util.concurrent.CompletionStage"),
            new Rule(
                    "a class or its members are an address in one process",
                    "pass a name or an enum",
                    "java.lang.Class",
                    "java.lang.ClassLoader",
                    "java.lang.Module",
                    "java.lang.reflect.AnnotatedElement",
                    "java.lang.reflect.Type",
                    "java.lang.invoke.MethodHandle",
                    "java.lang.invoke.VarHandle",
                    "java.lang.invoke.MethodType"),
            new Rule(
                    "a stream or a connection is open in one process",
                    "pass the bytes, a String or a file name",
                    "java.io.InputStream",
                    "java.io.OutputStream",
                    "java.io.Reader",
                    "java.io.Writer",
                    "java.io.RandomAccessFile",
                    "java.nio.channels.Channel",
                    "java.net.Socket",
                    "java.net.ServerSocket",
                    "java.sql.Connection",
                    "java.sql.Statement",
                    "java.sql.ResultSet",
                    "java.lang.Process"),
            new Rule(
                    "an iteration goes on in one process",
                    "pass a List or an array",
                    "java.util.stream.BaseStream",
                    "java.util.stream.Collector",
                    "java.util.Iterator",
                    "java.util.Spliterator",
                    "java.util.Enumeration"),
            new Rule(
                    "where its bytes are is an address in one process",
                    "declare a parameter, a result or a component of a record as org.agrona.DirectBuffer itself",
                    "org.agrona.DirectBuffer",
                    "org.agrona.concurrent.UnsafeBuffer",
                    "org.agrona.ExpandableArrayBuffer",
                    "org.agrona.ExpandableDirectByteBuffer"),
            new Rule(
                    "a reference of the garbage collector is an address in one process",
                    "pass the object that it refers to",
                    "java.lang.ref.Reference",
                    "java.lang.ref.ReferenceQueue"));
    private static final Rule FUNCTION = new Rule(
            "a lambda is code, and only data travels",
            "pass the data it would capture, or an enum or a record that implements it");
    private static final Rule INNER = new Rule(
            "it is an instance of an inner class and would drag the instance around it along",
            "declare the class static");
    private static final Rule ARGUMENT = new Rule(
            "io.remex.Arg is how stubs take arguments, not a value",
            "write the value's type, or ObjectRef to get it unresolved");
    private static final Set<String> PLATFORM_FUNCTIONS =
            Set.of("java.lang.Runnable", "java.util.concurrent.Callable", "java.util.Comparator");

    private final Types types;
    private final List<Root> roots = new ArrayList<>();

    UncarriableTypes(Types types, Elements elements) {
        this.types = types;
        for (Rule rule : RULES) {
            for (String name : rule.typeNames) {
                TypeElement element = elements.getTypeElement(name);
                if (element != null) {
                    roots.add(new Root(rule, element.getKind().isInterface(), types.erasure(element.asType())));
                }
            }
        }
    }

    /**
     * The rule against the type, if there is one. A user's own class that implements one of the interfaces is data like any other.
     */
    Optional<Rule> ruleAgainst(TypeMirror type, boolean hasNamedSubtypes) {
        Optional<TypeElement> found = TypeAccess.elementOf(type);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TypeElement element = found.get();
        if (TypeAccess.isInnerClass(element)) {
            return Optional.of(INNER);
        }
        if (element.getQualifiedName().contentEquals("io.remex.Arg")) {
            return Optional.of(ARGUMENT);
        }
        if (isFunction(element) && !hasNamedSubtypes) {
            return Optional.of(FUNCTION);
        }
        boolean isOwnClass = !element.getKind().isInterface() && !TypeAccess.isPlatformType(element);
        TypeMirror erased = types.erasure(type);
        return roots.stream()
                .filter(root -> !(root.isInterface && isOwnClass))
                .filter(root -> types.isSubtype(erased, root.type))
                .map(Root::rule)
                .findFirst();
    }

    private static boolean isFunction(TypeElement element) {
        String name = element.getQualifiedName().toString();
        return element.getKind() == ElementKind.INTERFACE
                && (name.startsWith("java.util.function.")
                        || PLATFORM_FUNCTIONS.contains(name)
                        || element.getAnnotation(FunctionalInterface.class) != null
                                && !TypeAccess.isPlatformType(element));
    }

    /** Why, and what to write instead. */
    record Rule(String reason, String remedy, List<String> typeNames) {
        Rule(String reason, String remedy, String... typeNames) {
            this(reason, remedy, List.of(typeNames));
        }
    }

    private record Root(Rule rule, boolean isInterface, TypeMirror type) {}
}
