package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataAddressTest {
    @Test
    void shouldReceiveOnTheFirstPort() {
        DataAddress address = DataAddress.parse("10.0.0.1:40100-40199");
        assertThat(address.endpoint()).isEqualTo("10.0.0.1:40100");
        assertThat(DataAddress.parse(address.text())).isEqualTo(address);
    }

    @Test
    void shouldWriteVersionSixAsAeronReadsIt() {
        DataAddress address = DataAddress.parse("[fd00::1]:40100-40101");
        assertThat(address.endpoint()).isEqualTo("[fd00:0:0:0:0:0:0:1]:40100");
        assertThat(DataAddress.parse(address.text())).isEqualTo(address);
    }

    @Test
    void shouldLookNamesUpForPeopleOnly() {
        assertThat(DataAddress.resolve("localhost:40100-40101").isLoopback()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> DataAddress.parse("localhost:40100-40101"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.1",
                "10.0.0.1:40100",
                "10.0.0.1:40100-40100",
                "10.0.0.1:40101-40100",
                "10.0.0.1:0-7",
                "10.0.0.1:40100-65536",
                "10.0.0.999:40100-40101",
                "0.0.0.0:40100-40101",
                "224.0.0.1:40100-40101",
                "10.0.0.1:40100-40101|mtu=64",
                "10.0.0.1|interface=eth0:40100-40101"
            })
    void shouldRefuseWhatIsNoAddressOfOneHost(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataAddress.parse(text));
    }

    @Test
    void shouldTakeDatagramsFromItsPortsAlone() {
        DataAddress address = DataAddress.parse("127.0.0.1:40100-40101");
        assertThat(address.covers(new InetSocketAddress("127.0.0.1", 40_100))).isTrue();
        assertThat(address.covers(new InetSocketAddress("127.0.0.1", 40_101))).isTrue();
        assertThat(address.covers(new InetSocketAddress("127.0.0.1", 40_102))).isFalse();
        assertThat(address.covers(new InetSocketAddress("127.0.0.2", 40_100))).isFalse();
    }

    @Test
    void shouldSendFromItsOtherPortsOneForEachNode() throws BindException {
        SenderPorts ports = new SenderPorts(DataAddress.parse("127.0.0.1:40100-40102"));
        InetSocketAddress first = ports.getManagedPort(null, null);
        InetSocketAddress second = ports.getManagedPort(null, null);
        assertThat(List.of(first.getPort(), second.getPort())).containsExactly(40_101, 40_102);
        assertThatThrownBy(() -> ports.getManagedPort(null, null)).isInstanceOf(BindException.class);
        ports.freeManagedPort(first);
        assertThat(ports.getManagedPort(null, null)).isEqualTo(first);
    }

    @Test
    void shouldForgetNodesThatAreNotNamedAnyMore() {
        Members members = new Members();
        InetSocketAddress source = new InetSocketAddress("127.0.0.1", 40_101);
        assertThat(members.includes(source)).isFalse();
        members.set(List.of(DataAddress.parse("127.0.0.1:40200-40201"), DataAddress.parse("127.0.0.1:40100-40101")));
        assertThat(members.includes(source)).isTrue();
        members.set(List.of(DataAddress.parse("127.0.0.1:40200-40201")));
        assertThat(members.includes(source)).isFalse();
    }
}
