package io.remex.worker.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.JPMSExportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import io.remex.codec.ClassSerializer;
import io.remex.codec.RegisteredClasses;
import io.remex.spi.RuntimeFactory;
import java.util.List;

/** Hints for native image. They follow from how the libraries work; no native worker has been built or run yet. */
class NativeImageProcessor {

    /** The manifest's export does not reach native image. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    JPMSExportBuildItem packageThatAgronaReads() {
        return new JPMSExportBuildItem("java.base", "jdk.internal.misc");
    }

    /** They hold memory addresses, field offsets, threads and random seeds, which must not be those of the build machine. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void initializedAtRunTime(BuildProducer<RuntimeInitializedPackageBuildItem> packages) {
        packages.produce(new RuntimeInitializedPackageBuildItem("io.aeron"));
        packages.produce(new RuntimeInitializedPackageBuildItem("org.agrona"));
        packages.produce(new RuntimeInitializedPackageBuildItem("org.apache.fory"));
        packages.produce(new RuntimeInitializedPackageBuildItem("io.remex.transport"));
        packages.produce(new RuntimeInitializedPackageBuildItem("io.remex.serialization"));
    }

    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void services(BuildProducer<ServiceProviderBuildItem> services) {
        services.produce(ServiceProviderBuildItem.allProvidersFromClassPath(ClassSerializer.class.getName()));
        services.produce(ServiceProviderBuildItem.allProvidersFromClassPath(RuntimeFactory.class.getName()));
    }

    /** Fory reads and writes fields. Looking at the functions, which discovery does, has registered their classes. */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void classesThatTravelThroughFory(
            List<GeneratedFunctionsBuildItem> generated, BuildProducer<ReflectiveClassBuildItem> classes) {
        List<String> names =
                RegisteredClasses.all().stream().map(Class::getName).sorted().toList();
        if (!generated.isEmpty() && !names.isEmpty()) {
            classes.produce(ReflectiveClassBuildItem.builder(names)
                    .constructors()
                    .methods()
                    .fields()
                    .unsafeAllocated()
                    .reason("registered for the ClassSerializer by generated functions")
                    .build());
        }
    }
}
