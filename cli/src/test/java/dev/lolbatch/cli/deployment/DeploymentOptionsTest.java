package dev.lolbatch.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cli.StackSettings;
import dev.lolbatch.cluster.Ports;
import dev.lolbatch.cluster.ProjectHome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class DeploymentOptionsTest {
    private static final String CLUSTER =
            """
            kafka.bootstrap.servers=kafka-0:9092
            lake.catalog-uri=jdbc:postgresql://db/lake
            lake.location=hdfs://namenode:9000/data/matches
            quarkus.cassandra.contact-points=cassandra-0:9042
            lolbatch.url=http://etl:8080
            lolbatch.ingest-url=http://ingest:8081
            """;

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
        Stores stores = deployment.stores();
        assertThat(stores.kafkaBootstrap()).isEqualTo("127.0.0.1:1");
        assertThat(stores.topic()).isEqualTo("lol_matches");
        assertThat(stores.dlqTopic()).isEqualTo("lol_matches_dlq");
        assertThat(stores.group()).isEqualTo("batch_consumer_group");
        assertThat(stores.lake().location()).isEqualTo("hdfs://127.0.0.1:2/data/lol_matches");
        assertThat(stores.lake().sqliteFile()).contains(folder.resolve(".lolbatch/data/catalog/lake.db"));
        assertThat(stores.cassandra().hosts()).isEqualTo("127.0.0.1:4");
        assertThat(stores.cassandra().datacenter()).isEqualTo("datacenter1");
        assertThat(stores.cassandra().keyspace()).isEqualTo("lol_data");
        assertThat(deployment.ingest()).isEqualTo(URI.create("http://127.0.0.1:5"));
        assertThat(deployment.orchestrator()).isEqualTo(URI.create("http://127.0.0.1:6"));
        assertThat(stores.next().alike("verify")).isEqualTo("./lolbatch verify");
        assertThat(stores.next().ofOrchestrator("etl run")).isEqualTo("./lolbatch etl run");
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
                quarkus.cassandra.contact-points=cassandra-0:9042,cassandra-1:9043
                quarkus.cassandra.local-datacenter=dc1
                quarkus.cassandra.auth.username=reader
                quarkus.cassandra.auth.password=s3cret
                etl.cassandra.keyspace=matches
                lolbatch.url=http://etl:8080
                lolbatch.ingest-url=http://host/ingest
                """);

        // When
        Deployment deployment =
                deployment("--config", file.toString(), "--datacenter", "dc2", "--url", "http://etl:80");

        // Then
        Stores stores = deployment.stores();
        assertThat(stores.kafkaBootstrap()).isEqualTo("kafka-0:9092,kafka-1:9092");
        assertThat(stores.kafka()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(stores.topic()).isEqualTo("matches");
        // The service's own default, whatever the topic is called.
        assertThat(stores.dlqTopic()).isEqualTo("lol_matches_dlq");
        assertThat(stores.group()).isEqualTo("lake");
        assertThat(stores.lake().catalogProperties()).containsEntry("jdbc.password", "s3cret");
        assertThat(stores.lake().hadoop()).containsEntry("dfs.client.use.datanode.hostname", "true");
        assertThat(stores.cassandra().hosts()).isEqualTo("cassandra-0:9042,cassandra-1:9043");
        assertThat(stores.cassandra().datacenter()).isEqualTo("dc2");
        assertThat(stores.cassandra().keyspace()).isEqualTo("matches");
        assertThat(deployment.orchestrator()).isEqualTo(URI.create("http://etl:80"));
        assertThat(deployment.ingest()).isEqualTo(URI.create("http://host/ingest"));
        assertThat(deployment.toString()).doesNotContain("s3cret");
    }

    @Test
    void theNextCommandIsForTheSameOne() throws Exception {
        // Given
        Path file = folder.resolve("it's mine.properties");
        Files.writeString(file, CLUSTER);

        // When
        NextCommand next = deployment("--config", file.toString(), "--datacenter", "dc2")
                .stores()
                .next();

        // Then
        assertThat(next.alike("restore-offsets FOLDER"))
                .isEqualTo("./lolbatch restore-offsets FOLDER --config '%s' --datacenter dc2"
                        .formatted(file.toString().replace("'", "'\\''")));
        assertThat(next.ofOrchestrator("etl run")).isEqualTo("./lolbatch etl run --url http://etl:8080");
    }

    @Test
    void whatAFileLeavesOutIsNotThatOfThisMachine() throws Exception {
        // Given
        Path file = folder.resolve("cluster.properties");
        Files.writeString(
                file,
                CLUSTER.replace("lake.location", "lake.loaction")
                        .replace("lolbatch.url", "lolbatch.etl-url")
                        .replace("kafka-0:9092", ""));

        // When, then
        assertThatThrownBy(() -> deployment("--config", file.toString()))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "Cannot use a lolbatch elsewhere: nothing names kafka.bootstrap.servers (--kafka), lake.location"
                                + " (--lake-location), lolbatch.url (--url); name all of it in --config or by these options, or for"
                                + " this machine's give none of them, nor of LOLBATCH_CONFIG, LOLBATCH_URL and their like");
    }

    @Test
    void oneOptionIsNoLolbatch() {
        assertThatThrownBy(() -> deployment("--url", "http://etl:8080"))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith(
                        "Cannot use a lolbatch elsewhere: nothing names kafka.bootstrap.servers (--kafka),"
                                + " lake.catalog-uri (--catalog-uri), lake.location (--lake-location),"
                                + " quarkus.cassandra.contact-points (--cassandra), lolbatch.ingest-url (--ingest-url); ");
    }

    @Test
    void whoNeedsNoServiceNeedNotNameThem() {
        // When
        Stores stores = options(
                        "--kafka",
                        "kafka:9092",
                        "--catalog-uri",
                        "jdbc:postgresql://db/lake",
                        "--lake-location",
                        "hdfs://namenode:9000/data/matches",
                        "--cassandra",
                        "cassandra")
                .stores(local());

        // Then
        assertThat(stores.kafkaBootstrap()).isEqualTo("kafka:9092");
        assertThat(stores.cassandra().hosts()).isEqualTo("cassandra:9042");
    }

    @Test
    void whatIsNoAddressIsWrongUsage() throws Exception {
        // Given
        Path file = folder.resolve("cluster.properties");
        Files.writeString(file, CLUSTER);

        // When, then
        assertThatThrownBy(() -> deployment("--config", file.toString(), "--cassandra", "cassandra:904x"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Cannot use Cassandra's contact point 'cassandra:904x': it is no address; write host:port");
        assertThatThrownBy(() -> deployment("--config", file.toString(), "--url", "etl:8080"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Cannot use --url etl:8080: it is no address of a service; write it like"
                        + " http://127.0.0.1:8080");
        assertThatThrownBy(() -> deployment("--config", file.toString(), "--ingest-url", "http://a b"))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("Cannot use --ingest-url: Illegal character")
                .hasMessageEndingWith("; write it like http://127.0.0.1:8080");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThatThrownBy(() -> deployment("--config", "/nowhere"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Cannot read --config /nowhere: java.nio.file.NoSuchFileException: /nowhere;"
                        + " name a file of properties");
    }

    @Test
    void aPasswordInTheCatalogsAddressIsWrongUsage() throws Exception {
        // Given
        Path file = folder.resolve("cluster.properties");
        Files.writeString(file, CLUSTER);

        // When, then
        assertThatThrownBy(() -> deployment(
                        "--config", file.toString(), "--catalog-uri", "jdbc:postgresql://db/lake?password=s3cret"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Cannot use lake.catalog-uri: it holds a password; give it as"
                        + " lake.catalog-properties.\"jdbc.password\" instead");
    }

    private Deployment deployment(String... arguments) {
        return options(arguments).deployment(local());
    }

    private static DeploymentOptions options(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options;
    }

    private StackSettings local() {
        return new StackSettings(ProjectHome.at(folder), folder.resolve(".lolbatch"), new Ports(1, 2, 3, 4), 5, 6);
    }
}
