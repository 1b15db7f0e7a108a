package dev.lolbatch.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cli.StackSettings;
import dev.lolbatch.cluster.Ports;
import dev.lolbatch.cluster.ProjectHome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class DeploymentOptionsTest {
    @TempDir
    Path folder;

    @Command(name = "any")
    private static final class AnyCommand {
        @Mixin
        private DeploymentOptions options;
    }

    @Test
    void withoutAWordItIsTheStackOfThisMachine() {
        // When
        Deployment deployment = deployment();

        // Then
        assertThat(deployment.kafkaBootstrap()).isEqualTo("127.0.0.1:1");
        assertThat(deployment.topic()).isEqualTo("lol_matches");
        assertThat(deployment.dlqTopic()).isEqualTo("lol_matches_dlq");
        assertThat(deployment.group()).isEqualTo("batch_consumer_group");
        assertThat(deployment.lake().location()).isEqualTo("hdfs://127.0.0.1:2/data/lol_matches");
        assertThat(deployment.lake().sqliteFile()).contains(folder.resolve(".lolbatch/data/catalog/lake.db"));
        assertThat(deployment.cassandra().contactPoints()).containsExactly("127.0.0.1:4");
        assertThat(deployment.cassandra().datacenter()).isEqualTo("datacenter1");
        assertThat(deployment.cassandra().keyspace()).isEqualTo("lol_data");
        assertThat(deployment.ingest()).isEqualTo(URI.create("http://127.0.0.1:5"));
        assertThat(deployment.orchestrator()).isEqualTo(URI.create("http://127.0.0.1:6"));
    }

    @Test
    void aFileOfTheServicesKeysSaysWhereAClusterIsAndOptionsWinOverIt() throws Exception {
        // Given
        Path file = folder.resolve("cluster.properties");
        Files.writeString(
                file,
                """
                kafka.bootstrap.servers=kafka-0:9092,kafka-1:9092
                kafka.security.protocol=SASL_SSL
                ingest.topic=matches
                ingest.group-id=lake
                lake.catalog-uri=jdbc:postgresql://db/lake
                lake.location=hdfs://namenode:9000/data/matches
                lake.catalog-properties."jdbc.user"=lake
                lake.catalog-properties."jdbc.password"=s3cret
                lake.hadoop."dfs.client.use.datanode.hostname"=true
                quarkus.cassandra.contact-points=cassandra-0:9042,cassandra-1:9042
                quarkus.cassandra.local-datacenter=dc1
                quarkus.cassandra.auth.username=reader
                quarkus.cassandra.auth.password=s3cret
                etl.cassandra.keyspace=matches
                """);

        // When
        Deployment deployment =
                deployment("--config", file.toString(), "--datacenter", "dc2", "--url", "http://etl:80");

        // Then
        assertThat(deployment.kafkaBootstrap()).isEqualTo("kafka-0:9092,kafka-1:9092");
        assertThat(deployment.kafka()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(deployment.dlqTopic()).isEqualTo("matches_dlq");
        assertThat(deployment.group()).isEqualTo("lake");
        assertThat(deployment.lake().catalogProperties()).containsEntry("jdbc.password", "s3cret");
        assertThat(deployment.lake().hadoop()).containsEntry("dfs.client.use.datanode.hostname", "true");
        assertThat(deployment.cassandra().contactPoints()).isEqualTo(List.of("cassandra-0:9042", "cassandra-1:9042"));
        assertThat(deployment.cassandra().datacenter()).isEqualTo("dc2");
        assertThat(deployment.cassandra().keyspace()).isEqualTo("matches");
        assertThat(deployment.orchestrator()).isEqualTo(URI.create("http://etl:80"));
        assertThat(deployment.toString()).doesNotContain("s3cret");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThatThrownBy(() -> deployment("--config", "/nowhere"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Cannot read --config /nowhere: java.nio.file.NoSuchFileException: /nowhere;"
                        + " name a file of properties");
    }

    @Test
    void aPasswordInTheCatalogsAddressIsWrongUsage() {
        assertThatThrownBy(() -> deployment("--catalog-uri", "jdbc:postgresql://db/lake?password=s3cret"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Cannot use lake.catalog-uri: it holds a password; give it as"
                        + " lake.catalog-properties.\"jdbc.password\" instead");
    }

    private Deployment deployment(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options.deployment(
                new StackSettings(ProjectHome.at(folder), folder.resolve(".lolbatch"), new Ports(1, 2, 3, 4), 5, 6));
    }
}
