package dev.lolbatch.cli.deployment;

import dev.lolbatch.cli.Addresses;
import dev.lolbatch.cli.StackSettings;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which lolbatch is meant: this machine's when nothing is said, or one that options, variables and a file name whole. */
public final class DeploymentOptions {
    /** @param option that names the same */
    private record Key(String name, String option) {}

    private static final Key KAFKA = new Key(ServiceConfiguration.KAFKA, "--kafka");
    private static final Key CATALOG = new Key(ServiceConfiguration.CATALOG, "--catalog-uri");
    private static final Key LOCATION = new Key(ServiceConfiguration.LOCATION, "--lake-location");
    private static final Key CASSANDRA = new Key(ServiceConfiguration.CASSANDRA, "--cassandra");
    private static final Key INGEST = new Key("lolbatch.ingest-url", "--ingest-url");
    private static final Key ORCHESTRATOR = new Key("lolbatch.url", "--url");

    private static final List<Key> STORES = List.of(KAFKA, CATALOG, LOCATION, CASSANDRA);
    private static final List<Key> ALL = List.of(KAFKA, CATALOG, LOCATION, CASSANDRA, INGEST, ORCHESTRATOR);

    private static final Set<String> NAMES = Stream.concat(
                    ALL.stream().map(Key::option), Stream.of("--config", "--datacenter"))
            .collect(Collectors.toUnmodifiableSet());

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:LOLBATCH_CONFIG}",
            description =
                    "Names a lolbatch elsewhere: properties by the services' own keys, such as kafka.bootstrap.servers,"
                            + " ingest.topic, lake.* and quarkus.cassandra.*, and lolbatch.url and lolbatch.ingest-url."
                            + " Passwords belong here. Options win over it. Also LOLBATCH_CONFIG.")
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
    private Optional<String> ingest;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:LOLBATCH_URL}",
            description = "Address of etl-orchestrator. Also LOLBATCH_URL.")
    private Optional<String> orchestrator;

    /**
     * What the lolbatch that is meant keeps its data in.
     *
     * @param local of this machine
     * @throws ParameterException when an option or the file cannot be used, or leaves out what must be named
     */
    public Stores stores(StackSettings local) {
        return stores(keys(local, STORES));
    }

    /** As {@link #stores}, with its services. */
    public Deployment deployment(StackSettings local) {
        Map<String, String> keys = keys(local, ALL);
        return new Deployment(stores(keys), address(INGEST, keys), address(ORCHESTRATOR, keys));
    }

    private Stores stores(Map<String, String> keys) {
        Optional<String> url = isElsewhere() ? Optional.ofNullable(keys.get(ORCHESTRATOR.name())) : Optional.empty();
        try {
            return new ServiceConfiguration(keys).stores(new NextCommand(typed(), url));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** Half of one lolbatch and half of another would be verified, or restored, as if they were one. */
    private Map<String, String> keys(StackSettings local, List<Key> needed) {
        if (!isElsewhere()) {
            return Map.of(
                    KAFKA.name(), local.kafkaBootstrap(),
                    CATALOG.name(), local.catalogUri(),
                    LOCATION.name(), local.lakeLocation(),
                    CASSANDRA.name(), local.cassandraContactPoint(),
                    INGEST.name(), local.ingest().toString(),
                    ORCHESTRATOR.name(), local.orchestrator().toString());
        }
        Map<String, String> keys = fromFile();
        keys.values().removeIf(String::isBlank);
        kafka.ifPresent(servers -> keys.put(KAFKA.name(), servers));
        catalogUri.ifPresent(uri -> keys.put(CATALOG.name(), uri));
        lakeLocation.ifPresent(uri -> keys.put(LOCATION.name(), uri));
        cassandra.ifPresent(hosts -> keys.put(CASSANDRA.name(), hosts));
        datacenter.ifPresent(name -> keys.put("quarkus.cassandra.local-datacenter", name));
        ingest.ifPresent(url -> keys.put(INGEST.name(), url));
        orchestrator.ifPresent(url -> keys.put(ORCHESTRATOR.name(), url));
        String missing = needed.stream()
                .filter(key -> !keys.containsKey(key.name()))
                .map(key -> "%s (%s)".formatted(key.name(), key.option()))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Cannot use a lolbatch elsewhere: nothing names %s; name all of it in --config or by these options, or for this machine's give none of them, nor of LOLBATCH_CONFIG, LOLBATCH_URL and their like"
                            .formatted(missing));
        }
        return keys;
    }

    private boolean isElsewhere() {
        return file.isPresent()
                || Stream.of(kafka, catalogUri, lakeLocation, cassandra, datacenter, ingest, orchestrator)
                        .anyMatch(Optional::isPresent);
    }

    private URI address(Key key, Map<String, String> keys) {
        try {
            URI address = new URI(keys.get(key.name()));
            Addresses.requireHttp(key.option(), address, command);
            return address;
        } catch (URISyntaxException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "Cannot use %s: %s; write it like http://127.0.0.1:8080".formatted(key.option(), e.getMessage()),
                    e);
        }
    }

    /** Without what variables say: they are still there for the next command. */
    private List<String> typed() {
        return command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> NAMES.contains(option.longestName()))
                .flatMap(option -> Stream.of(
                        option.longestName(),
                        quoted(option.originalStringValues().get(0))))
                .toList();
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
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
