package io.remex.transport;

import io.aeron.driver.DataPacketDispatcher;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.ReceiveChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.RttMeasurementFlyweight;
import io.aeron.protocol.SetupFlyweight;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/** The socket that streams of other nodes come in by: acts upon well-formed frames of members only. */
final class CheckingReceiveEndpoint extends ReceiveChannelEndpoint {
    private final DatagramCheck check;

    CheckingReceiveEndpoint(
            UdpChannel channel,
            DataPacketDispatcher dispatcher,
            AtomicCounter status,
            MediaDriver.Context context,
            DatagramCheck check) {
        super(channel, dispatcher, status, context);
        this.check = check;
    }

    @Override
    public int onDataPacket(
            DataHeaderFlyweight header, UnsafeBuffer buffer, int length, InetSocketAddress source, int transport) {
        return check.accepts(source, FrameRules.isData(buffer, length))
                ? super.onDataPacket(header, buffer, length, source, transport)
                : 0;
    }

    @Override
    public void onSetupMessage(
            SetupFlyweight header, UnsafeBuffer buffer, int length, InetSocketAddress source, int transport) {
        if (check.accepts(source, FrameRules.isSetup(buffer, length))) {
            super.onSetupMessage(header, buffer, length, source, transport);
        }
    }

    @Override
    public void onRttMeasurement(
            RttMeasurementFlyweight header, UnsafeBuffer buffer, int length, InetSocketAddress source, int transport) {
        if (check.accepts(source, FrameRules.isRoundTrip(buffer, length))) {
            super.onRttMeasurement(header, buffer, length, source, transport);
        }
    }
}
