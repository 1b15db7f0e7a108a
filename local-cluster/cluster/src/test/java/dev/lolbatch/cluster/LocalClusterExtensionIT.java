package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.KAFKA)
class LocalClusterExtensionIT {
    @Test
    void startsTheServersThatTheClassNames(LocalCluster cluster) {
        // Then
        assertThat(cluster.process(Server.KAFKA).isAlive()).isTrue();
        assertThat(cluster.processes()).containsExactly(cluster.process(Server.KAFKA));
    }

    @Test
    void givesEveryTestTheSameCluster(LocalCluster first, LocalCluster second) {
        // Then
        assertThat(first).isSameAs(second);
    }
}
