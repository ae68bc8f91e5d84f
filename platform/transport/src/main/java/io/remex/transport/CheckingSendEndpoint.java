package io.remex.transport;

import io.aeron.driver.DriverConductorProxy;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.SendChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import io.aeron.protocol.ErrorFlyweight;
import io.aeron.protocol.NakFlyweight;
import io.aeron.protocol.ResponseSetupFlyweight;
import io.aeron.protocol.RttMeasurementFlyweight;
import io.aeron.protocol.StatusMessageFlyweight;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/** The socket that streams to another node go out by, and their receivers' words come back: acts upon well-formed frames of members only. */
final class CheckingSendEndpoint extends SendChannelEndpoint {
    private final DatagramCheck check;

    CheckingSendEndpoint(UdpChannel channel, AtomicCounter status, MediaDriver.Context context, DatagramCheck check) {
        super(channel, status, context);
        this.check = check;
    }

    @Override
    public void onStatusMessage(
            StatusMessageFlyweight message,
            UnsafeBuffer buffer,
            int length,
            InetSocketAddress source,
            DriverConductorProxy conductor) {
        if (check.accepts(source, FrameRules.isStatus(buffer, length))) {
            super.onStatusMessage(message, buffer, length, source, conductor);
        }
    }

    @Override
    public void onNakMessage(NakFlyweight message, UnsafeBuffer buffer, int length, InetSocketAddress source) {
        if (check.accepts(source, FrameRules.isNak(buffer, length))) {
            super.onNakMessage(message, buffer, length, source);
        }
    }

    @Override
    public void onRttMeasurement(
            RttMeasurementFlyweight message, UnsafeBuffer buffer, int length, InetSocketAddress source) {
        if (check.accepts(source, FrameRules.isRoundTrip(buffer, length))) {
            super.onRttMeasurement(message, buffer, length, source);
        }
    }

    @Override
    public void onError(
            ErrorFlyweight message,
            UnsafeBuffer buffer,
            int length,
            InetSocketAddress source,
            DriverConductorProxy conductor) {
        if (check.accepts(source, FrameRules.isError(buffer, length))) {
            super.onError(message, buffer, length, source, conductor);
        }
    }

    /** Nobody here asks for response channels. */
    @Override
    public void onResponseSetup(
            ResponseSetupFlyweight message,
            UnsafeBuffer buffer,
            int length,
            InetSocketAddress source,
            DriverConductorProxy conductor) {
        check.accepts(source, false);
    }
}
