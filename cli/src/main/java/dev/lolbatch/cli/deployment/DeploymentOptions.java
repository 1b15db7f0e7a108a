package dev.lolbatch.cli.deployment;

import dev.lolbatch.cli.Addresses;
import dev.lolbatch.cli.StackSettings;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which lolbatch is meant: this machine's, but for what an option, a variable or a file says. */
public final class DeploymentOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:LOLBATCH_CONFIG}",
            description =
                    "Properties by the services' own keys, such as kafka.bootstrap.servers, ingest.topic, lake.* and"
                            + " quarkus.cassandra.*; passwords belong here. Options win over it. Also LOLBATCH_CONFIG.")
    private Optional<Path> file;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:LOLBATCH_KAFKA}",
            description = "Kafka's bootstrap servers, separated by commas. Also LOLBATCH_KAFKA.")
    private Optional<String> kafka;

    @Option(
            names = "--catalog-uri",
            paramLabel = "URI",
            defaultValue = "${env:LOLBATCH_CATALOG_URI}",
            description = "The lake's catalog, such as jdbc:postgresql://host/lake. Also LOLBATCH_CATALOG_URI.")
    private Optional<String> catalogUri;

    @Option(
            names = "--lake-location",
            paramLabel = "URI",
            defaultValue = "${env:LOLBATCH_LAKE_LOCATION}",
            description =
                    "The lake's files, such as hdfs://namenode:9000/data/lol_matches. Also LOLBATCH_LAKE_LOCATION.")
    private Optional<String> lakeLocation;

    @Option(
            names = "--cassandra",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:LOLBATCH_CASSANDRA}",
            description = "Cassandra's contact points, separated by commas. Also LOLBATCH_CASSANDRA.")
    private Optional<String> cassandra;

    @Option(
            names = "--datacenter",
            paramLabel = "NAME",
            defaultValue = "${env:LOLBATCH_DATACENTER}",
            description = "Cassandra's data center, datacenter1 by default. Also LOLBATCH_DATACENTER.")
    private Optional<String> datacenter;

    @Option(
            names = "--ingest-url",
            paramLabel = "URL",
            defaultValue = "${env:LOLBATCH_INGEST_URL}",
            description = "Address of ingest-service. Also LOLBATCH_INGEST_URL.")
    private Optional<URI> ingest;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:LOLBATCH_URL}",
            description = "Address of etl-orchestrator. Also LOLBATCH_URL.")
    private Optional<URI> orchestrator;

    /**
     * The lolbatch that is meant.
     *
     * @param local of this machine
     * @throws ParameterException when an option or the file cannot be used
     */
    public Deployment deployment(StackSettings local) {
        ingest.ifPresent(address -> Addresses.requireHttp("--ingest-url", address, command));
        orchestrator.ifPresent(address -> Addresses.requireHttp("--url", address, command));
        Map<String, String> keys = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", local.kafkaBootstrap(),
                "lake.catalog-uri", local.catalogUri(),
                "lake.location", local.lakeLocation(),
                "quarkus.cassandra.contact-points", local.cassandraContactPoint()));
        keys.putAll(fromFile());
        kafka.ifPresent(servers -> keys.put("kafka.bootstrap.servers", servers));
        catalogUri.ifPresent(uri -> keys.put("lake.catalog-uri", uri));
        lakeLocation.ifPresent(uri -> keys.put("lake.location", uri));
        cassandra.ifPresent(hosts -> keys.put("quarkus.cassandra.contact-points", hosts));
        datacenter.ifPresent(name -> keys.put("quarkus.cassandra.local-datacenter", name));
        ServiceConfiguration configuration = new ServiceConfiguration(keys);
        try {
            return new Deployment(
                    configuration.kafka(),
                    configuration.topic(),
                    configuration.dlqTopic(),
                    configuration.group(),
                    configuration.lake(),
                    configuration.cassandra(),
                    ingest.orElseGet(local::ingest),
                    orchestrator.orElseGet(local::orchestrator));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, String> fromFile() {
        Map<String, String> keys = new HashMap<>();
        file.ifPresent(path -> load(path).forEach((key, value) -> keys.put(key.toString(), value.toString())));
        return keys;
    }

    private Properties load(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "Cannot read --config %s: %s; name a file of properties".formatted(path, e),
                    e);
        }
    }
}
