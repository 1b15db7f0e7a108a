package dev.lolbatch.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How many messages of the topic are not in the lake yet. Ingest commits its offsets to Kafka after the lake has the
 * messages, so the group's offsets are never ahead of the lake.
 */
final class IngestLag implements AutoCloseable {
    private static final String GROUP = "batch_consumer_group";
    private static final int TIMEOUT_MILLIS = 15_000;

    private final String bootstrap;
    private final String topic;
    private final Admin admin;

    IngestLag(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
    }

    /** Messages that the topic has and the lake has not. */
    long messages() {
        List<TopicPartition> partitions =
                await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)).partitions().stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
        return partitions.stream()
                .mapToLong(one -> {
                    OffsetAndMetadata next = committed.get(one);
                    long done = next == null ? begins.get(one).offset() : next.offset();
                    return ends.get(one).offset() - done;
                })
                .sum();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        return await(admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), one -> which)))
                .all());
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw CommandException.unreachable(
                    "Cannot ask Kafka at %s for offsets: %s; see whether it runs with ./lolbatch status"
                            .formatted(bootstrap, e.getCause().getMessage()),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot wait for Kafka: interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
