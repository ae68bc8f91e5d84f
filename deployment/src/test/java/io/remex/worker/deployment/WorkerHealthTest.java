package io.remex.worker.deployment;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.QuarkusUnitTest;
import io.remex.worker.deployment.fixture.FakeWorker;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerHealthTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(FakeWorker.class))
            .overrideRuntimeConfigKey("remex.address", "127.0.0.1:7400");

    @Inject
    FakeWorker worker;

    @BeforeEach
    void makeHealthy() {
        worker.isRegistered = true;
        worker.isDataPlaneAlive = true;
        worker.isAlive = true;
    }

    @Test
    void shouldBeReadyWhenRegisteredAndTheDataPlaneIsAlive() {
        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'remex-worker ready' }.data.worker", equalTo("fake-1"))
                .body("checks.find { it.name == 'remex-worker ready' }.data.functions", equalTo(0));
    }

    @Test
    void shouldNotBeReadyWithoutTheSchedulerAndSayWhy() {
        worker.isRegistered = false;

        when().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'remex-worker ready' }.data.reason",
                        equalTo("not registered with the scheduler at 127.0.0.1:7400, trying again: nobody answers"));
    }

    @Test
    void shouldNotBeReadyWithoutTheDataPlane() {
        worker.isDataPlaneAlive = false;

        when().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'remex-worker ready' }.data.reason", containsString("media driver"));
    }

    @Test
    void shouldStayAliveWithoutTheScheduler() {
        worker.isRegistered = false;
        worker.isDataPlaneAlive = false;

        when().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void shouldNotBeAliveWhenItsThreadsHaveEnded() {
        worker.isAlive = false;

        when().get("/q/health/live").then().statusCode(503);
    }
}
