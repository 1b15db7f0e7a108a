package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.cql.SchemaMigration;
import dev.lolbatch.cql.SchemaSettings;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import dev.lolbatch.lake.LakeSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.iceberg.UpdateProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Kafka and Cassandra, and a lake in a folder. Each test has a topic, a group and a lake of its own. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.CASSANDRA})
class BackupIT {
    private static final Instant NOW = Instant.parse("2026-01-13T10:00:00Z");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private LocalCluster cluster;
    private Admin admin;
    private String topic;
    private String group;
    private Path backup;
    private Path configuration;

    @BeforeAll
    static void applyTheSchema(LocalCluster cluster) {
        try (CqlSession session = session(cluster)) {
            new SchemaMigration(session, SchemaSettings.defaults()).apply();
            session.execute(
                    "INSERT INTO lol_data.active_views (scope, view_name, run_id) VALUES ('views', '2026-01-12', 'r1')");
        }
    }

    @BeforeEach
    void fillATopicAndALake(LocalCluster started) throws Exception {
        cluster = started;
        topic = "backup_" + folder.getFileName();
        group = topic + "_group";
        backup = folder.resolve("backups/2026-01-13T100000Z");
        admin = Admin.create(Map.of("bootstrap.servers", cluster.kafkaBootstrap()));
        createTopics();
        produce(0, 10);
        produce(1, 5);
        commitToGroup(Map.of(0, 7L, 1, 5L));
        try (Lake lake = lake()) {
            lake.createTableIfAbsent();
        }
        commitToLake(Map.of(0, 8L, 1, 5L));
        configuration = folder.resolve("client.properties");
        Files.writeString(
                configuration,
                """
                kafka.bootstrap.servers=%s
                kafka.ssl.key.password=s3cret
                ingest.topic=%s
                ingest.dlq-topic=%s
                ingest.group-id=%s
                lake.catalog-uri=%s
                lake.location=%s
                lake.catalog-properties."jdbc.password"=s3cret
                quarkus.cassandra.contact-points=127.0.0.1:%d
                quarkus.cassandra.auth.username=anybody
                quarkus.cassandra.auth.password=s3cret
                """
                        .formatted(
                                cluster.kafkaBootstrap(),
                                topic,
                                dlqTopic(),
                                group,
                                lakeSettings().catalogUri(),
                                lakeSettings().location(),
                                cluster.cassandraAddress().getPort()));
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void aBackupHoldsWhatItSaysAndNoSecret() throws Exception {
        // When
        int code = backUp();

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out)
                .hasToString("Backed up to %s: group.json, lake.json, schema.cql, topics.json, views.json.%n"
                        .formatted(backup));
        assertThat(json("group.json").path("offsets").toString()).isEqualTo("{\"0\":7,\"1\":5}");
        JsonNode lake = json("lake.json");
        assertThat(lake.path("properties").path(LakeOffsets.property(topic, 0)).asText())
                .isEqualTo("8");
        assertThat(lake.path("metadata_location").asText()).endsWith(".metadata.json");
        JsonNode matches = json("topics.json").get(0);
        assertThat(matches.path("name").asText()).isEqualTo(topic);
        assertThat(matches.path("configuration").toString()).isEqualTo("{\"retention.ms\":\"86400000\"}");
        assertThat(matches.path("ends").toString()).isEqualTo("{\"0\":10,\"1\":5,\"2\":0}");
        assertThat(json("views.json").path("runs").toString()).isEqualTo("{\"2026-01-12\":\"r1\"}");
        assertThat(Files.readString(backup.resolve("schema.cql")))
                .contains("CREATE KEYSPACE", "match_participants", "idx_participant_champion");
        JsonNode manifest = json("manifest.json");
        assertThat(manifest.path("created_at").asText()).isEqualTo("2026-01-13T10:00:00Z");
        assertThat(manifest.path("versions").path("cassandra").asText()).startsWith("5.0.");
        try (Stream<Path> files = Files.list(backup)) {
            assertThat(files).hasSize(6).allSatisfy(file -> assertThat(Files.readString(file))
                    .doesNotContain("s3cret"));
        }
        try (Stream<Path> left = Files.list(backup.getParent())) {
            assertThat(left).containsExactly(backup);
        }
    }

    @Test
    void aTopicThatIsNotThereIsNamedWithItsKey() throws Exception {
        // Given
        Files.writeString(
                configuration, Files.readString(configuration).replace("dlq-topic=" + dlqTopic(), "dlq-topic=nowhere"));

        // When
        int code = backUp();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("Cannot back up topic nowhere: there is none; correct ingest.dlq-topic in --config%n"
                        .formatted());
        assertThat(backup.getParent()).doesNotExist();
    }

    @Test
    void aServerThatIsAwayIsExitCode3() {
        // When
        int code = commandLine(
                "backup",
                "--to",
                folder.resolve("backups").toString(),
                "--cassandra",
                "127.0.0.1:" + LoopbackPorts.free(1).get(0));

        // Then
        assertThat(code).as(err.toString()).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("Cannot back up Cassandra at 127.0.0.1:")
                .endsWith(" says what is wrong with it\n");
        assertThat(backup.getParent()).doesNotExist();
    }

    @Test
    void aBackupThatIsThereAlreadyIsLeftAlone() throws Exception {
        // Given
        backUp();
        String before = Files.readString(backup.resolve("manifest.json"));
        commitToGroup(Map.of(0, 8L));

        // When
        int code = backUp();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("Cannot write backup %s: there is one of this second already; call it again%n"
                        .formatted(backup));
        assertThat(Files.readString(backup.resolve("manifest.json"))).isEqualTo(before);
        try (Stream<Path> left = Files.list(backup.getParent())) {
            assertThat(left).containsExactly(backup);
        }
    }

    @Test
    void offsetsComeBackAndASecondCallChangesNothing() throws Exception {
        // Given
        backUp();
        commitToGroup(Map.of(0, 3L, 1, 4L, 2, 0L));

        // When
        int first = restore();
        String said = out.toString();
        int second = restore();

        // Then
        assertThat(first).as(err.toString()).isZero();
        assertThat(said)
                .endsWith(
                        "partition 0: from 3 to 7%npartition 1: from 4 to 5%npartition 2: from 0 to none%nConsumer group %s is as in the backup.%n"
                                .formatted(group));
        assertThat(second).isZero();
        assertThat(out.toString())
                .endsWith("partition 0: stays at 7%npartition 1: stays at 5%nConsumer group %s is as in the backup.%n"
                        .formatted(group));
        assertThat(groupOffsets()).isEqualTo(Map.of(0, 7L, 1, 5L));
    }

    @Test
    void aGroupAheadOfALakeThatWasRestoredIsSetBack() throws Exception {
        // Given
        backUp();
        commitToGroup(Map.of(0, 10L));

        // When
        int code = restore();

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(groupOffsets()).isEqualTo(Map.of(0, 7L, 1, 5L));
    }

    @Test
    void aDryRunChangesNothingAndSaysWhoIsInTheGroup() throws Exception {
        // Given
        backUp();
        commitToGroup(Map.of(0, 3L));
        try (KafkaConsumer<String, String> member = member()) {
            // When
            int code = restore("--dry-run");

            // Then
            assertThat(code).as(err.toString()).isZero();
            assertThat(out.toString())
                    .contains("partition 0: from 3 to 7\npartition 1: stays at 5\n")
                    .contains(
                            "Nothing was changed; it would be refused now, since the group has members: speed at /127.0.0.1");
            assertThat(groupOffsets()).isEqualTo(Map.of(0, 3L, 1, 5L));
            assertThat(member.assignment()).isNotEmpty();
        }
    }

    @Test
    void aGroupWithAMemberIsLeftAlone() throws Exception {
        // Given
        backUp();
        commitToGroup(Map.of(0, 3L));
        try (KafkaConsumer<String, String> member = member()) {
            // When
            int code = restore();

            // Then
            assertThat(code).isEqualTo(1);
            assertThat(err)
                    .hasToString(
                            "Cannot restore the offsets of consumer group %s: it has members: speed at /127.0.0.1; stop every ingest-service, such as by kubectl scale deployment/ingest-service --replicas=0; one that was killed is a member for another 45 s%n"
                                    .formatted(group));
            assertThat(groupOffsets()).isEqualTo(Map.of(0, 3L, 1, 5L));
            assertThat(member.assignment()).isNotEmpty();
        }
    }

    @Test
    void aGroupIsNeverSetAheadOfTheLake() throws Exception {
        // Given
        backUp();
        commitToGroup(Map.of(0, 3L));
        commitToLake(Map.of(0, 6L));

        // When
        int code = restore();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "Cannot restore the offsets of consumer group %s: the lake stands at 6 in partition 0, and the backup's offset is 7: a group ahead of its lake says that the lake lost commits, and ingest-service would not start; restore the lake's catalog first, or take an older backup%n"
                                .formatted(group));
        assertThat(groupOffsets()).isEqualTo(Map.of(0, 3L, 1, 5L));
    }

    @Test
    void aTopicThatWasCreatedAnewIsNoPlaceForItsOffsets() throws Exception {
        // Given
        backUp();
        admin.deleteTopics(List.of(topic, dlqTopic())).all().get();
        createTopics();

        // When
        int code = restore();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "Cannot restore the offsets of consumer group %s: topic %s has the id ".formatted(group, topic))
                .endsWith("; let ingest-service begin the new topic at its first record\n");
    }

    @Test
    void aBackupThatWasChangedIsNotUsed() throws Exception {
        // Given
        backUp();
        Path file = backup.resolve("group.json");
        Files.writeString(file, Files.readString(file).replace("7", "6"));

        // When
        int code = restore();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString("Cannot read backup %s: group.json is not as it was written; take another backup%n"
                        .formatted(backup));
    }

    @Test
    void whatIsNoBackupIsNotUsed() {
        // When
        int code = restore();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("Cannot read backup %s: ".formatted(backup))
                .endsWith("; name a folder that ./lolbatch backup has written\n");
    }

    private int backUp() {
        return commandLine("backup", "--to", folder.resolve("backups").toString());
    }

    private int restore(String... options) {
        return commandLine(Stream.concat(Stream.of("restore-offsets", backup.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private int commandLine(String... arguments) {
        return Lolbatch.commandLine(
                        () -> StackSettings.of(ProjectHome.at(folder), Map.of()), Clock.fixed(NOW, ZoneOffset.UTC))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(arguments), Stream.of("--config", configuration.toString()))
                        .toArray(String[]::new));
    }

    private JsonNode json(String file) throws Exception {
        return Json.MAPPER.readTree(backup.resolve(file).toFile());
    }

    private String dlqTopic() {
        return topic + "_rejects";
    }

    private void createTopics() throws Exception {
        admin.createTopics(List.of(
                        new NewTopic(topic, 3, (short) 1).configs(Map.of("retention.ms", "86400000")),
                        new NewTopic(dlqTopic(), 1, (short) 1)))
                .all()
                .get();
        // The controller has made them; a broker hears of it a moment later.
        await().ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> admin.describeTopics(List.of(topic, dlqTopic()))
                                .allTopicNames()
                                .get()
                                .size()
                        == 2);
    }

    private void produce(int partition, int records) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, partition, null, "a match"));
            }
            producer.flush();
        }
    }

    private void commitToGroup(Map<Integer, Long> next) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) ->
                offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        admin.alterConsumerGroupOffsets(group, offsets).all().get();
    }

    private Map<Integer, Long> groupOffsets() throws Exception {
        Map<Integer, Long> offsets = new TreeMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
        return offsets;
    }

    private void commitToLake(Map<Integer, Long> next) {
        try (Lake lake = lake()) {
            UpdateProperties update = lake.table().updateProperties();
            next.forEach(
                    (partition, offset) -> update.set(LakeOffsets.property(topic, partition), Long.toString(offset)));
            update.commit();
        }
    }

    /** Of the group, with all partitions. */
    private KafkaConsumer<String, String> member() {
        KafkaConsumer<String, String> member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.kafkaBootstrap(),
                        "group.id",
                        group,
                        "client.id",
                        "speed",
                        "enable.auto.commit",
                        "false"),
                new StringDeserializer(),
                new StringDeserializer());
        member.subscribe(List.of(topic));
        while (member.assignment().isEmpty()) {
            member.poll(Duration.ofMillis(100));
        }
        return member;
    }

    private Lake lake() {
        return Lake.open(lakeSettings());
    }

    private LakeSettings lakeSettings() {
        return LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000",
                folder.resolve("lake/lol_matches").toUri().toString().replaceFirst("/$", ""));
    }

    private static CqlSession session(LocalCluster cluster) {
        return CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
    }
}
