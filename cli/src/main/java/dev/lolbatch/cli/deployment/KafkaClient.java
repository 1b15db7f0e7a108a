package dev.lolbatch.cli.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Kafka's administration, in the words of a topic and its group. Every call waits for its answer, and throws the broker's own
 * exception. Thread-safe.
 */
public final class KafkaClient implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Admin admin;

    private KafkaClient(Admin admin) {
        this.admin = admin;
    }

    /** Does not connect yet; a name that no address is found for is an exception already here. */
    public static KafkaClient open(Stores stores) {
        return new KafkaClient(Admin.create(Map.<String, Object>copyOf(stores.kafka())));
    }

    /**
     * Who answers.
     *
     * @param id no other cluster has it
     */
    public record Cluster(String id, int brokers) {}

    public Cluster cluster() throws InterruptedException {
        DescribeClusterResult result = admin.describeCluster();
        return new Cluster(await(result.clusterId()), await(result.nodes()).size());
    }

    /** Empty when there is none of that name. */
    public Optional<TopicDescription> topic(String name) throws InterruptedException {
        try {
            return Optional.of(
                    await(admin.describeTopics(List.of(name)).topicNameValues().get(name)));
        } catch (UnknownTopicOrPartitionException absent) {
            return Optional.empty();
        }
    }

    /** What was set for a topic, and by default. */
    public Config configuration(String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return await(admin.describeConfigs(List.of(resource)).values().get(resource));
    }

    /** Empty when nobody ever was in it, nor committed an offset. */
    public Optional<ConsumerGroupDescription> group(String name) throws InterruptedException {
        try {
            return Optional.of(await(admin.describeConsumerGroups(List.of(name))
                    .describedGroups()
                    .get(name)));
        } catch (GroupIdNotFoundException absent) {
            return Optional.empty();
        }
    }

    /** Next offset by partition, of those that have one. */
    public SortedMap<Integer, Long> committed(String group, String topic) throws InterruptedException {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException absent) {
            return offsets;
        }
        committed.forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                offsets.put(partition.partition(), offset.offset());
            }
        });
        return offsets;
    }

    /** Offset of the first record that is still there, by partition. */
    public SortedMap<Integer, Long> beginnings(TopicDescription topic) throws InterruptedException {
        return offsets(topic, OffsetSpec.earliest());
    }

    /** Offset after the last record, by partition. */
    public SortedMap<Integer, Long> ends(TopicDescription topic) throws InterruptedException {
        return offsets(topic, OffsetSpec.latest());
    }

    /** The newest timestamp of the topic's records; empty when it has none. */
    public Optional<Instant> newest(TopicDescription topic) throws InterruptedException {
        return listOffsets(topic, OffsetSpec.maxTimestamp()).values().stream()
                .filter(found -> found.offset() >= 0)
                .map(found -> Instant.ofEpochMilli(found.timestamp()))
                .max(Instant::compareTo);
    }

    /** Sets offsets of a group that has no member. */
    public void alter(String group, String topic, Map<Integer, Long> next) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) ->
                offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        await(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /** Takes offsets from a group that has no member. */
    public void remove(String group, String topic, Collection<Integer> partitions) throws InterruptedException {
        Set<TopicPartition> removed = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
        await(admin.deleteConsumerGroupOffsets(group, removed).all());
    }

    private SortedMap<Integer, Long> offsets(TopicDescription topic, OffsetSpec which) throws InterruptedException {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        listOffsets(topic, which).forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> listOffsets(TopicDescription topic, OffsetSpec which)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        topic.partitions().forEach(one -> asked.put(new TopicPartition(topic.name(), one.partition()), which));
        return await(admin.listOffsets(asked).all());
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE_LIMIT);
    }
}
