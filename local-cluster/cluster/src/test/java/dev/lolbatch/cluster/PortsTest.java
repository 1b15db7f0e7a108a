package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @Test
    void eachPortIsMovedByItsOwnVariable() {
        // Given
        Map<String, String> environment = Map.of(
                "LOLBATCH_KAFKA_PORT", "1001",
                "LOLBATCH_HDFS_PORT", "1002",
                "LOLBATCH_HDFS_WEB_PORT", "1003",
                "LOLBATCH_CASSANDRA_PORT", "1004");

        // When
        Ports ports = Ports.fromEnvironment(environment);

        // Then
        assertThat(ports).isEqualTo(new Ports(1001, 1002, 1003, 1004));
    }

    @Test
    void portsThatNoVariableMovesAreTheUsualOnes() {
        // When
        Ports ports = Ports.fromEnvironment(Map.of("LOLBATCH_HDFS_WEB_PORT", "1003"));

        // Then
        assertThat(ports).isEqualTo(new Ports(9092, 9000, 1003, 9042));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "65536", "-1", "9999999999"})
    void variableThatIsNotAPortIsNamed(String value) {
        // Then
        assertThatThrownBy(() -> Ports.fromEnvironment(Map.of("LOLBATCH_KAFKA_PORT", value)))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Cannot read LOLBATCH_KAFKA_PORT: '" + value
                        + "' is not a port; set it to a number from 1 to 65535");
    }

    @Test
    void freePortsDiffer() {
        // When
        Ports ports = Ports.free();

        // Then
        assertThat(Stream.of(ports.kafka(), ports.hdfs(), ports.hdfsWeb(), ports.cassandra()))
                .doesNotHaveDuplicates();
        assertThatCode(() -> NamedPort.requireFree(ports.named(EnumSet.allOf(Server.class))))
                .doesNotThrowAnyException();
    }

    @Test
    void everyPortInUseIsNamedWithTheVariableThatMovesIt() throws Exception {
        // Given
        Ports free = Ports.free();
        try (ServerSocket kafka = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(kafka.getLocalPort(), free.hdfs(), web.getLocalPort(), free.cassandra());

            // Then
            assertThatThrownBy(() -> NamedPort.requireFree(ports.named(EnumSet.allOf(Server.class))))
                    .isInstanceOf(ClusterException.class)
                    .hasMessage(
                            "Cannot start Kafka: port %d of 127.0.0.1 is in use; stop what listens there, or move it with LOLBATCH_KAFKA_PORT=<port>%nCannot start the HDFS web UI: port %d of 127.0.0.1 is in use; stop what listens there, or move it with LOLBATCH_HDFS_WEB_PORT=<port>"
                                    .formatted(kafka.getLocalPort(), web.getLocalPort()));
        }
    }

    @Test
    void portInUseIsNoMatterToAServerThatIsNotStarted() throws Exception {
        // Given
        Ports free = Ports.free();
        try (ServerSocket kafka = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(kafka.getLocalPort(), free.hdfs(), free.hdfsWeb(), free.cassandra());

            // Then
            assertThatCode(() -> NamedPort.requireFree(ports.named(Set.of(Server.HDFS))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void portThatIsTakenOnAllAddressesIsInUse() throws Exception {
        try (ServerSocket everywhere = new ServerSocket(0)) {
            // Then
            assertThat(LoopbackPorts.isFree(everywhere.getLocalPort())).isFalse();
        }
    }
}
