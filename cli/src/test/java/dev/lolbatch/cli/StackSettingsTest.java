package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.NamedPort;
import dev.lolbatch.cluster.ProjectHome;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {
    @TempDir
    Path root;

    @Test
    void everyPortHasItsUsualNumberAndTheVariableThatMovesIt() {
        // When
        StackSettings settings = StackSettings.of(ProjectHome.at(root), Map.of());

        // Then
        assertThat(settings.namedPorts())
                .containsExactly(
                        new NamedPort("Kafka", 9092, "LOLBATCH_KAFKA_PORT"),
                        new NamedPort("HDFS", 9000, "LOLBATCH_HDFS_PORT"),
                        new NamedPort("the HDFS web UI", 9870, "LOLBATCH_HDFS_WEB_PORT"),
                        new NamedPort("Cassandra", 9042, "LOLBATCH_CASSANDRA_PORT"),
                        new NamedPort("ingest-service", 8081, "LOLBATCH_INGEST_PORT"),
                        new NamedPort("etl-orchestrator", 8080, "LOLBATCH_ORCHESTRATOR_PORT"));
    }

    @Test
    void servicesAreMovedByTheirVariables() {
        // When
        StackSettings settings = StackSettings.of(
                ProjectHome.at(root), Map.of("LOLBATCH_INGEST_PORT", "1001", "LOLBATCH_ORCHESTRATOR_PORT", "1002"));

        // Then
        assertThat(settings.ingest()).isEqualTo(URI.create("http://127.0.0.1:1001"));
        assertThat(settings.orchestrator()).isEqualTo(URI.create("http://127.0.0.1:1002"));
    }

    @Test
    void allFilesAreUnderOneFolderOfTheProject() {
        // When
        StackSettings settings = StackSettings.of(ProjectHome.at(root), Map.of());

        // Then
        Path folder = root.resolve(".lolbatch");
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("data"));
        assertThat(settings.logDir()).isEqualTo(folder.resolve("logs"));
        assertThat(settings.runLogDir()).isEqualTo(folder.resolve("logs/runs"));
        assertThat(settings.stackFile().path()).isEqualTo(folder.resolve("stack.json"));
    }
}
