package io.remex.processor;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Checks {@link io.remex.Remote} methods and writes one stub for each class that declares some.
 *
 * <p>A class that mentions a type which is not there yet waits for the next round. A class with an error gets no stub; all errors
 * of all classes are reported.
 */
public final class RemoteProcessor extends AbstractProcessor {
    private final Set<String> waiting = new TreeSet<>();
    private final Set<String> waitingResults = new TreeSet<>();
    private final Set<String> providers = new TreeSet<>();
    private final Set<String> possibleProviders = new TreeSet<>();
    private ProcessorContext context;
    private FunctionNames names;

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        context = ProcessorContext.of(environment.getTypeUtils(), environment.getElementUtils());
        names = new FunctionNames(context);
    }

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
        TreeMap<String, TypeElement> owners = new TreeMap<>();
        TreeMap<String, TypeElement> results = new TreeMap<>();
        for (TypeElement root : ElementFilter.typesIn(round.getRootElements())) {
            addOwners(root, owners);
            addResults(root, results);
        }
        waitingResults.forEach(name -> results.put(name, context.elements().getTypeElement(name)));
        waitingResults.clear();
        waiting.forEach(name -> owners.put(name, context.elements().getTypeElement(name)));
        waiting.clear();
        boolean isLast = round.processingOver();
        results.forEach((name, type) -> processResults(name, type, isLast));
        owners.forEach((name, owner) -> process(name, owner, isLast));
        if (isLast) {
            finish(round);
        }
        return false;
    }

    /** Finds classes that declare {@code @Remote} methods, at any depth; by name, so that their order is always the same. */
    private void addOwners(TypeElement type, TreeMap<String, TypeElement> owners) {
        boolean declares = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .anyMatch(method -> DeclarationReader.annotationOf(method).isPresent());
        if (declares) {
            owners.put(type.getQualifiedName().toString(), type);
        }
        possibleProviders.add(StubWriter.providerName(DeclarationReader.stubName(type)));
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> addOwners(nested, owners));
    }

    /** Finds what has {@code @RemoteResults}, at any depth. */
    private static void addResults(TypeElement type, TreeMap<String, TypeElement> results) {
        if (ResultsReader.isAnnotated(type)) {
            results.put(type.getQualifiedName().toString(), type);
        }
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> addResults(nested, results));
    }

    private void processResults(String name, TypeElement type, boolean isLast) {
        Report report = new Report();
        RefsWriter writer = new RefsWriter(context, type, report);
        Results.Record results = writer.read();
        if (report.hasUnresolvedType() && !isLast) {
            waitingResults.add(name);
            return;
        }
        report.printTo(processingEnv.getMessager());
        if (report.hasErrors() || report.hasUnresolvedType()) {
            return;
        }
        try {
            writer.write(results, DeclarationReader.isPublic(type), hasGeneratedAnnotation())
                    .writeTo(processingEnv.getFiler());
        } catch (IOException e) {
            report(Diagnostic.WRITE_FAILED, type, results.stubType(), e);
        }
    }

    private boolean hasGeneratedAnnotation() {
        return context.elements().getTypeElement("javax.annotation.processing.Generated") != null;
    }

    private void process(String name, TypeElement owner, boolean isLast) {
        Report report = new Report();
        RemoteClass remoteClass = new DeclarationReader(context, owner, report).read();
        checkStubName(remoteClass, report);
        if (report.hasUnresolvedType() && !isLast) {
            waiting.add(name);
            return;
        }
        names.add(remoteClass);
        report.printTo(processingEnv.getMessager());
        if (!report.hasErrors() && !report.hasUnresolvedType()) {
            write(remoteClass);
        }
    }

    private void checkStubName(RemoteClass remoteClass, Report report) {
        ClassName stub = remoteClass.stubName();
        TypeElement existing = context.elements().getTypeElement(stub.canonicalName());
        if (existing != null && !isGenerated(existing)) {
            String owner = TypeAccess.nestedName(remoteClass.element());
            report.add(
                    Diagnostic.STUB_NAME_TAKEN, remoteClass.element(), owner, stub.canonicalName(), stub.simpleName());
        }
    }

    /** Whether the class is a stub that an earlier compilation left in the output directory. */
    private static boolean isGenerated(TypeElement existing) {
        return ElementFilter.typesIn(existing.getEnclosedElements()).stream()
                .filter(nested -> nested.getSimpleName().contentEquals(StubWriter.PROVIDER))
                .anyMatch(nested -> nested.getInterfaces().stream()
                        .anyMatch(type -> TypeAccess.qualifiedName(type).equals("io.remex.spi.RemoteFunctions")));
    }

    private void write(RemoteClass remoteClass) {
        try {
            new StubWriter(remoteClass).write(hasGeneratedAnnotation()).writeTo(processingEnv.getFiler());
            providers.add(StubWriter.providerName(remoteClass.stubName()));
        } catch (IOException e) {
            report(Diagnostic.WRITE_FAILED, remoteClass.element(), remoteClass.stubName(), e);
        }
    }

    private void finish(RoundEnvironment round) {
        Report report = new Report();
        names.check(report);
        report.printTo(processingEnv.getMessager());
        if (round.errorRaised() || report.hasErrors()) {
            return;
        }
        possibleProviders.removeAll(providers);
        try {
            new ServiceFile(processingEnv.getFiler()).merge(providers, possibleProviders);
        } catch (IOException e) {
            report(Diagnostic.WRITE_FAILED, null, ServiceFile.PATH, e);
        }
    }

    private void report(Diagnostic diagnostic, Element element, Object subject, IOException cause) {
        Report report = new Report();
        report.add(diagnostic, element, subject, cause);
        report.printTo(processingEnv.getMessager());
    }
}
