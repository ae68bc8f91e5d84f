package io.remex.benchmarks.peers.grpc;

import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The answering process; calls run on the event loop, which is its fastest setting for calls that do not block. */
public final class Server {
    private Server() {}

    /** Serves until standard input ends. */
    public static void main(String... arguments) throws IOException {
        io.grpc.Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])))
                .directExecutor()
                .addService(ServerServiceDefinition.builder(NextService.NAME)
                        .addMethod(NextService.NEXT, ServerCalls.<Long, Long>asyncUnaryCall((value, observer) -> {
                            observer.onNext(value + 1);
                            observer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        new SubjectProgram().run();
        server.shutdownNow();
    }
}
