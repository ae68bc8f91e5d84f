package io.remex.worker.deployment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.QuarkusDevModeTest;
import io.remex.worker.deployment.fixture.FakeWorker;
import io.remex.worker.deployment.fixture.IntFunction;
import io.remex.worker.deployment.fixture.Numbers;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dev mode compiles the changed file only, and without the annotation processor here: what it generated before stays. */
class LiveReloadTest {
    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(archive -> archive.addClasses(FakeWorker.class, IntFunction.class, Numbers.class)
                    .addClass("io.remex.worker.deployment.fixture.NumbersRemote")
                    .addClass("io.remex.worker.deployment.fixture.NumbersRemote$Functions")
                    .addClass("io.remex.worker.deployment.fixture.OtherNumbersRemote")
                    .addClass("io.remex.worker.deployment.fixture.OtherNumbersRemote$Functions")
                    .addAsResource(
                            new StringAsset("remex.address=127.0.0.1:7400\nquarkus.http.port=" + PORT + "\n"),
                            "application.properties"));

    @Test
    void shouldOfferWhatTheSourcesSayAfterEachReload() {
        ready().body(functions(), equalTo(1));

        APPLICATION.modifySourceFile(
                Numbers.class,
                source -> source.replace("    public static int half", "    @Remote\n    public static int half"));
        ready().body(functions(), equalTo(2));

        APPLICATION.modifySourceFile(Numbers.class, source -> source.replace("    @Remote\n", ""));
        ready().body(functions(), equalTo(0));
    }

    private static String functions() {
        return "checks.find { it.name == 'remex-worker ready' }.data.functions";
    }

    /** The request makes Quarkus look for changed files first, and waits until they are compiled and the application is up. */
    private static ValidatableResponse ready() {
        return given().port(PORT).when().get("/q/health/ready").then();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
