package io.remex.worker.deployment;

import io.remex.Remote;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

/**
 * Finds the generated functions of an application and compares each with the method that it stands for. Live reload and
 * incremental builds leave class files behind whose source is gone; what they describe is a ghost and is not offered.
 *
 * <p>Names and signatures are asked from the generated class itself, loaded into the build: it is the only one who knows them.
 */
final class FunctionDiscovery {
    private static final Logger LOG = Logger.getLogger(FunctionDiscovery.class);
    private static final DotName REMOTE_FUNCTIONS = DotName.createSimple(RemoteFunctions.class);
    private static final DotName REMOTE = DotName.createSimple(Remote.class);

    private final IndexView index;
    private final ClassLoader loader;

    /**
     * @param index the application and its dependencies
     * @param loader sees the classes that the index names
     */
    FunctionDiscovery(IndexView index, ClassLoader loader) {
        this.index = index;
        this.loader = loader;
    }

    /** All generated functions, sorted by class name. */
    List<GeneratedFunctionsBuildItem> find() {
        List<GeneratedFunctionsBuildItem> found = new ArrayList<>();
        index.getAllKnownImplementations(REMOTE_FUNCTIONS).stream()
                .filter(FunctionDiscovery::isConstructible)
                .sorted(Comparator.comparing(ClassInfo::name))
                .forEach(generated -> examine(generated.name().toString()).ifPresent(found::add));
        return found;
    }

    /** The {@code @Remote} methods that none of the generated classes knows, as {@code Class.method}, sorted. */
    Set<String> withoutFunction(List<GeneratedFunctionsBuildItem> generated) {
        Set<String> known = new HashSet<>();
        for (GeneratedFunctionsBuildItem functions : generated) {
            for (FunctionSignature signature : functions.offered()) {
                known.add(signature.owner() + signature.method() + signature.descriptor());
            }
        }
        Set<String> unknown = new TreeSet<>();
        for (AnnotationInstance annotation : index.getAnnotations(REMOTE)) {
            MethodInfo method = annotation.target().asMethod();
            String owner = method.declaringClass().name().toString();
            if (!known.contains(owner + method.name() + method.descriptor())) {
                unknown.add(owner + "." + method.name());
            }
        }
        return unknown;
    }

    private static boolean isConstructible(ClassInfo generated) {
        MethodInfo constructor = generated.method("<init>");
        return Modifier.isPublic(generated.flags())
                && !Modifier.isAbstract(generated.flags())
                && constructor != null
                && Modifier.isPublic(constructor.flags());
    }

    private Optional<GeneratedFunctionsBuildItem> examine(String className) {
        String owner = null;
        try {
            RemoteFunctions functions = instantiate(className);
            owner = functions.owner();
            return Optional.of(compare(className, functions));
        } catch (LinkageError e) {
            if (owner != null && index.getClassByName(owner) == null) {
                LOG.infof(
                        "%s is left over from an earlier build: %s is gone; its functions are not offered",
                        className, owner);
                return Optional.empty();
            }
            throw new IllegalStateException(
                    "the functions of " + className + " cannot be loaded (" + e + "); rebuild the module that has it",
                    e);
        }
    }

    private RemoteFunctions instantiate(String className) {
        try {
            return Class.forName(className, false, loader)
                    .asSubclass(RemoteFunctions.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the functions of " + className + " cannot be constructed", e);
        }
    }

    private GeneratedFunctionsBuildItem compare(String className, RemoteFunctions functions) {
        List<FunctionSignature> offered = new ArrayList<>();
        List<FunctionSignature> gone = new ArrayList<>();
        for (FunctionDescriptor<?> function : functions.functions()) {
            FunctionSignature signature = function.signature();
            if (hasMethod(signature)) {
                offered.add(signature);
            } else {
                LOG.infof(
                        "%s is left over from an earlier build: there is no @Remote method %s; it is not offered",
                        signature.name(), signature.identity());
                gone.add(signature);
            }
        }
        return new GeneratedFunctionsBuildItem(className, offered, gone);
    }

    private boolean hasMethod(FunctionSignature signature) {
        ClassInfo owner = index.getClassByName(signature.owner());
        return owner != null
                && owner.methods().stream()
                        .anyMatch(method -> method.name().equals(signature.method())
                                && method.descriptor().equals(signature.descriptor())
                                && method.hasDeclaredAnnotation(REMOTE));
    }
}
