package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.KAFKA)
class IngestLagIT {
    @Test
    void lagIsWhatTheGroupHasNotCommittedOfAllPartitions(LocalCluster cluster) throws Exception {
        try (IngestLag lag = new IngestLag(cluster.kafkaBootstrap(), LocalCluster.TOPIC)) {
            // Given
            assertThat(lag.messages()).isZero();
            produce(cluster, 0, 3);
            produce(cluster, 2, 4);
            assertThat(lag.messages()).isEqualTo(7);

            // When
            commit(cluster, 0, 2);

            // Then
            assertThat(lag.messages()).isEqualTo(5);
        }
    }

    private static void produce(LocalCluster cluster, int partition, int messages) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < messages; i++) {
                var unused = producer.send(new ProducerRecord<>(LocalCluster.TOPIC, partition, null, "a match"));
            }
            producer.flush();
        }
    }

    private static void commit(LocalCluster cluster, int partition, long next) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.kafkaBootstrap()))) {
            admin.alterConsumerGroupOffsets(
                            "batch_consumer_group",
                            Map.of(new TopicPartition(LocalCluster.TOPIC, partition), new OffsetAndMetadata(next)))
                    .all()
                    .get();
        }
    }
}
