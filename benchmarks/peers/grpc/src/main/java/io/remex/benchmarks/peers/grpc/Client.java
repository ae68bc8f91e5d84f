package io.remex.benchmarks.peers.grpc;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.remex.benchmarks.subject.FutureEcho;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;

/** The asking process. */
public final class Client {
    private Client() {}

    /** Measures until standard input ends. */
    public static void main(String... arguments) throws IOException {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(arguments[0]))
                .usePlaintext()
                .directExecutor()
                .build();
        SubjectProgram.ofEcho((window, request) -> new FutureEcho(
                        window,
                        value -> ClientCalls.futureUnaryCall(
                                channel.newCall(NextService.NEXT, CallOptions.DEFAULT), value)))
                .run();
        channel.shutdownNow();
    }
}
