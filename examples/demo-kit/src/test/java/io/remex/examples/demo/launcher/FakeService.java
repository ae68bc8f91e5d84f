package io.remex.examples.demo.launcher;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that answers whether it is ready: not the first time, then yes. Needs the environment of a server or worker. */
final class FakeService {

    private FakeService() {}

    public static void main(String[] args) throws Exception {
        System.out.println("name " + System.getenv("REMEX_WORKER_NAME") + ", slots "
                + System.getenv("REMEX_WORKER_SLOTS") + ", address " + System.getenv("REMEX_ADDRESS"));
        InetSocketAddress address = new InetSocketAddress(
                System.getenv("QUARKUS_HTTP_HOST"), Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT")));
        AtomicInteger questions = new AtomicInteger();
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(questions.incrementAndGet() > 1 ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
    }
}
