package dev.lolbatch.cli.backup;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lolbatch.cli.CommandException;
import dev.lolbatch.cli.Json;
import dev.lolbatch.cli.deployment.CassandraSessions;
import dev.lolbatch.cli.deployment.KafkaClient;
import dev.lolbatch.cli.deployment.LakeClient;
import dev.lolbatch.cli.deployment.Stores;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSchema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;

/** Collects what is backed up of a deployment, as files. */
final class Backup {
    private final Stores stores;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> versions = new TreeMap<>();

    private Backup(Stores stores) {
        this.stores = stores;
    }

    /**
     * Reads all of it.
     *
     * @throws CommandException when a part of it cannot be read
     */
    static Backup of(Stores stores) {
        Backup backup = new Backup(stores);
        Answered answered = new Answered(stores.next());
        // The group first: the lake only goes ahead of it, and so it is in the backup.
        answered.of("back up Kafka at " + stores.kafkaBootstrap(), backup::readKafka);
        answered.of("back up the lake at " + stores.lake().location(), backup::readLake);
        answered.of("back up Cassandra at " + stores.cassandra().hosts(), backup::readCassandra);
        return backup;
    }

    /** Contents by file name. */
    Map<String, byte[]> files() {
        return files;
    }

    /** Of the servers, by name. */
    Map<String, String> versions() {
        return versions;
    }

    /** A topic as it would have to be created again; {@code configuration} is what was set for it alone. */
    private record Topic(
            String name,
            String id,
            SortedMap<Integer, Integer> replicas,
            SortedMap<String, String> configuration,
            SortedMap<Integer, Long> beginnings,
            SortedMap<Integer, Long> ends) {}

    private Backup readKafka() throws Exception {
        try (KafkaClient kafka = KafkaClient.open(stores)) {
            versions.put("kafka_cluster", kafka.cluster().id());
            TopicDescription topic = requireTopic(kafka, stores.topic(), "ingest.topic");
            add(
                    GroupBackup.FILE,
                    new GroupBackup(
                            stores.group(),
                            topic.name(),
                            topic.topicId().toString(),
                            kafka.committed(stores.group(), topic.name())));
            Map<String, Topic> topics = new TreeMap<>();
            topics.put(topic.name(), topic(kafka, topic));
            topics.put(stores.dlqTopic(), topic(kafka, requireTopic(kafka, stores.dlqTopic(), "ingest.dlq-topic")));
            add("topics.json", topics.values());
            return this;
        }
    }

    private static TopicDescription requireTopic(KafkaClient kafka, String name, String key)
            throws InterruptedException {
        return kafka.topic(name)
                .orElseThrow(() -> CommandException.failed(
                        "Cannot back up topic %s: there is none; correct %s in --config".formatted(name, key)));
    }

    private static Topic topic(KafkaClient kafka, TopicDescription topic) throws InterruptedException {
        SortedMap<Integer, Integer> replicas = new TreeMap<>();
        topic.partitions()
                .forEach(one -> replicas.put(one.partition(), one.replicas().size()));
        SortedMap<String, String> configuration = new TreeMap<>();
        for (ConfigEntry entry : kafka.configuration(topic.name()).entries()) {
            if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG && !entry.isSensitive()) {
                configuration.put(entry.name(), entry.value());
            }
        }
        return new Topic(
                topic.name(),
                topic.topicId().toString(),
                replicas,
                configuration,
                kafka.beginnings(topic),
                kafka.ends(topic));
    }

    /** A version of the table: {@code properties} hold the offsets and watermarks that were committed with it. */
    private record LakeTable(
            String table,
            String uuid,
            String location,
            String metadataLocation,
            Optional<Long> snapshotId,
            SortedMap<String, String> properties) {}

    private Backup readLake() throws Exception {
        try (Lake lake = LakeClient.open(stores.lake())) {
            TableMetadata metadata =
                    ((HasTableOperations) lake.table()).operations().current();
            add(
                    "lake.json",
                    new LakeTable(
                            LakeSchema.TABLE.toString(),
                            metadata.uuid(),
                            metadata.location(),
                            metadata.metadataFileLocation(),
                            Optional.ofNullable(metadata.currentSnapshot()).map(Snapshot::snapshotId),
                            new TreeMap<>(metadata.properties())));
            return this;
        }
    }

    /** What is published: the run of each view, and the files of the schema that its tables are of. */
    private record Views(String keyspace, SortedMap<String, String> runs, SortedMap<String, String> schemaFiles) {}

    private Backup readCassandra() throws Exception {
        String name = stores.cassandra().keyspace();
        try (CqlSession session = CassandraSessions.open(stores.cassandra())) {
            KeyspaceMetadata keyspace = session.getMetadata()
                    .getKeyspace(name)
                    .orElseThrow(() -> CommandException.failed(
                            "Cannot back up keyspace %s: there is none; correct etl.cassandra.keyspace in --config"
                                    .formatted(name)));
            files.put("schema.cql", keyspace.describeWithChildren(true).getBytes(StandardCharsets.UTF_8));
            SortedMap<String, String> runs =
                    pairs(session, "SELECT view_name, run_id FROM " + name + ".active_views WHERE scope = 'views'");
            SortedMap<String, String> applied =
                    pairs(session, "SELECT file, checksum FROM " + name + ".schema_history");
            add("views.json", new Views(name, runs, applied));
            versions.put(
                    "cassandra",
                    session.execute("SELECT release_version FROM system.local")
                            .one()
                            .getString(0));
            return this;
        }
    }

    private static SortedMap<String, String> pairs(CqlSession session, String cql) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (Row row : session.execute(SimpleStatement.newInstance(cql).setConsistencyLevel(ConsistencyLevel.QUORUM))) {
            // A partition with nothing but static columns is a row without a key.
            if (!row.isNull(0)) {
                pairs.put(row.getString(0), row.getString(1));
            }
        }
        return pairs;
    }

    private void add(String name, Object document) throws JsonProcessingException {
        files.put(name, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }
}
