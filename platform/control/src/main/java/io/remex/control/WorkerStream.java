package io.remex.control;

import io.remex.protocol.control.Function;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import io.remex.scheduler.WorkerRegistration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The scheduler's end of a worker's stream. */
final class WorkerStream extends ServiceStream<WorkerMessage, WorkerCommand> {
    private WorkerRegistration registration;
    private List<Function> functions = List.of();

    WorkerStream(ServiceQueue queue, ControlStreamListener<WorkerCommand> listener, StreamOptions options, long nowNs) {
        super(queue, listener, options, nowNs);
    }

    @Override
    void handle(ControlConductor conductor, WorkerMessage message, long nowNs) throws ProtocolViolationException {
        if (registration != null) {
            WorkerMessageReader.event(registration.worker(), registration.incarnation(), message)
                    .ifPresent(conductor::process);
        } else if (message.hasRegister()) {
            WorkerRegistered registered = WorkerMessageReader.registration(message.getRegister());
            registration = registered.registration();
            functions = message.getRegister().getFunctionsList();
            conductor.register(this, registered);
        } else {
            throw new ProtocolViolationException("the first message is not a registration: " + message.getKindCase());
        }
    }

    @Override
    WorkerCommand refusal(boolean current, String reason) {
        return current ? WorkerCommandWriter.fenced(reason) : WorkerCommandWriter.rejected(reason);
    }

    @Override
    String peer() {
        return registration == null ? "a worker that has not registered" : "worker " + registration.worker();
    }

    /** What the worker said about itself; empty before. */
    Optional<WorkerRegistration> registration() {
        return Optional.ofNullable(registration);
    }

    Incarnation incarnation() {
        Objects.requireNonNull(registration, "registration");
        return new Incarnation(registration.worker(), registration.incarnation());
    }

    List<Function> functions() {
        return functions;
    }
}
