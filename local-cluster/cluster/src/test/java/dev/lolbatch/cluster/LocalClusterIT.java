package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterIT {
    @TempDir
    Path folder;

    @Test
    void whatEachServerStoresIsThereAfterARestartOnOtherPorts() throws Exception {
        // Given
        Path dataDir = folder.resolve("a folder with spaces");
        try (LocalCluster cluster = LocalCluster.builder().dataDir(dataDir).start()) {
            ClusterClients clients = new ClusterClients(cluster);
            assertThat(clients.partitions(LocalCluster.TOPIC)).isEqualTo(3);
            assertThat(clients.partitions(LocalCluster.DLQ_TOPIC)).isEqualTo(1);
            clients.produce("a match");
            clients.writeFile("/data/a file", "a line");
            clients.insertRow("a row");
        }

        // When
        try (LocalCluster cluster = LocalCluster.builder().dataDir(dataDir).start()) {

            // Then
            ClusterClients clients = new ClusterClients(cluster);
            assertThat(clients.records()).containsExactly("a match");
            assertThat(clients.readFile("/data/a file")).isEqualTo("a line");
            assertThat(clients.rows()).containsExactly("a row");
        }
    }

    @Test
    void theWebUiOfHdfsCanBrowseTheFileSystem() throws Exception {
        try (LocalCluster cluster = LocalCluster.builder()
                .dataDir(folder)
                .servers(Set.of(Server.HDFS))
                .start()) {
            // Given
            new ClusterClients(cluster).writeFile("/data/a file", "a line");

            // When
            HttpResponse<String> page = get(cluster.hdfsWebUri().resolve("/explorer.html"));
            HttpResponse<String> listing = get(cluster.hdfsWebUri().resolve("/webhdfs/v1/data?op=LISTSTATUS"));

            // Then
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(listing.statusCode()).as(listing.body()).isEqualTo(200);
            assertThat(listing.body()).contains("\"pathSuffix\":\"a file\"");
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void serverThatDiesAtStartIsNamedWithItsLogAndNothingStaysRunning() throws Exception {
        // Given
        Path version = folder.resolve("hdfs/name/current/VERSION");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "not a version");
        Ports ports = Ports.free();

        // Then
        assertThatThrownBy(() -> LocalCluster.builder()
                        .dataDir(folder)
                        .ports(ports)
                        .servers(Set.of(Server.KAFKA, Server.HDFS))
                        .start())
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("Cannot start hdfs: it ended with exit code 1; the end of its log "
                        + folder.resolve("logs/hdfs.log") + ":\n")
                .hasMessageContaining("InconsistentFSStateException: Directory " + folder.resolve("hdfs/name"));
        assertThatCode(() -> NamedPort.requireFree(ports.named(Set.of(Server.KAFKA, Server.HDFS))))
                .doesNotThrowAnyException();
    }

    @Test
    void firstServerToEndIsTold() throws Exception {
        // Given
        try (LocalCluster cluster = LocalCluster.builder()
                .dataDir(folder)
                .servers(Set.of(Server.KAFKA, Server.HDFS))
                .start()) {
            JvmProcess kafka = cluster.process(Server.KAFKA);

            // When
            kafka.kill();

            // Then
            assertThat(cluster.onFirstExit().get(30, TimeUnit.SECONDS)).isSameAs(kafka);
        }
    }

    @Test
    void killedServerIsStartedAgainWhereItWas() throws Exception {
        // Given
        try (LocalCluster cluster = LocalCluster.builder()
                .dataDir(folder)
                .servers(Set.of(Server.KAFKA))
                .start()) {
            ClusterClients clients = new ClusterClients(cluster);
            clients.produce("a match");
            cluster.process(Server.KAFKA).kill();

            // When
            cluster.start(Set.of(Server.KAFKA));

            // Then
            assertThat(clients.records()).containsExactly("a match");
        }
    }

    @Test
    void serverThatWasNotAskedForIsRefused() {
        // Given
        try (LocalCluster cluster =
                LocalCluster.builder().dataDir(folder).servers(Set.of()).start()) {

            // Then
            assertThatThrownBy(() -> cluster.process(Server.CASSANDRA))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Cannot reach CASSANDRA: this cluster does not run it; name it in servers(...)");
        }
    }
}
