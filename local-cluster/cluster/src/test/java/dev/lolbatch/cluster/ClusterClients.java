package dev.lolbatch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to and reads from each server as its plain clients do. */
final class ClusterClients {
    private final LocalCluster cluster;

    ClusterClients(LocalCluster cluster) {
        this.cluster = cluster;
    }

    int partitions(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.kafkaBootstrap()))) {
            return admin.describeTopics(Set.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        }
    }

    void produce(String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(LocalCluster.TOPIC, 0, null, value))
                    .get();
        }
    }

    /** All values of partition 0. */
    List<String> records() {
        TopicPartition partition = new TopicPartition(LocalCluster.TOPIC, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.kafkaBootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            long end = consumer.endOffsets(Set.of(partition)).get(partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(one -> values.add(one.value()));
            }
            return values;
        }
    }

    void writeFile(String path, String text) throws Exception {
        try (FileSystem hdfs = hdfs();
                FSDataOutputStream out = hdfs.create(new Path(path))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    String readFile(String path) throws Exception {
        try (FileSystem hdfs = hdfs();
                FSDataInputStream in = hdfs.open(new Path(path))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    void insertRow(String id) {
        try (CqlSession session = session()) {
            session.execute(
                    "CREATE KEYSPACE kept WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE kept.rows (id text PRIMARY KEY)");
            session.execute("INSERT INTO kept.rows (id) VALUES (?)", id);
        }
    }

    List<String> rows() {
        try (CqlSession session = session()) {
            return StreamSupport.stream(
                            session.execute("SELECT id FROM kept.rows").spliterator(), false)
                    .map(row -> row.getString("id"))
                    .toList();
        }
    }

    private FileSystem hdfs() throws Exception {
        return FileSystem.newInstance(cluster.hdfsUri(), new Configuration());
    }

    private CqlSession session() {
        return CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
    }
}
