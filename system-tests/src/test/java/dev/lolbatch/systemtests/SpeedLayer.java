package dev.lolbatch.systemtests;

import dev.lolbatch.systemtests.SentRecords.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer group that has nothing to do with the product and reads the same topic, record by record, and commits what it has. */
final class SpeedLayer implements AutoCloseable {
    private static final String GROUP = "speed_layer";
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CountDownLatch joined = new CountDownLatch(1);
    private final AtomicInteger rebalances = new AtomicInteger();
    private final Map<Place, Optional<String>> received = new ConcurrentSkipListMap<>();
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();
    private final Queue<Place> outOfOrder = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> reading;
    private volatile Membership membership;

    /** What the coordinator changes with every rebalance. */
    record Membership(String memberId, int generation) {
        static Membership of(ConsumerGroupMetadata group) {
            return new Membership(group.memberId(), group.generationId());
        }
    }

    private SpeedLayer(String bootstrap, String topic) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        GROUP,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.reading = CompletableFuture.runAsync(() -> read(topic), thread);
    }

    /** Returns when it has its partitions. */
    static SpeedLayer start(String bootstrap, String topic) throws InterruptedException {
        SpeedLayer layer = new SpeedLayer(bootstrap, topic);
        if (!layer.joined.await(JOIN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the speed layer has no partitions after " + JOIN_LIMIT);
        }
        return layer;
    }

    private void read(String topic) {
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                rebalances.incrementAndGet();
                membership = Membership.of(consumer.groupMetadata());
                joined.countDown();
            }
        });
        try {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::take);
                consumer.commitSync();
                membership = Membership.of(consumer.groupMetadata());
            }
        } catch (WakeupException toldToEnd) {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Place place = new Place(record.partition(), record.offset());
        // Without transactions offsets leave nothing out, so that the next record is the one behind the last.
        if (record.offset() != next.getOrDefault(record.partition(), 0L)) {
            outOfOrder.add(place);
        }
        next.put(record.partition(), record.offset() + 1);
        received.put(
                place,
                Optional.ofNullable(record.value()).map(value -> new String(value, StandardCharsets.ISO_8859_1)));
    }

    /** Values by their places, each byte a character. */
    Map<Place, Optional<String>> received() {
        return received;
    }

    long count() {
        return received.size();
    }

    /** Offset behind the last record by partition. */
    Map<Integer, Long> next() {
        return Map.copyOf(next);
    }

    /** Records that came before or after their turn. */
    Collection<Place> outOfOrder() {
        return outOfOrder;
    }

    Membership membership() {
        return membership;
    }

    int rebalances() {
        return rebalances.get();
    }

    /** What the broker has of the group. */
    Map<Integer, Long> committed() throws ExecutionException, InterruptedException {
        Map<Integer, Long> offsets = new TreeMap<>();
        admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
        return offsets;
    }

    @Override
    public void close() {
        consumer.wakeup();
        reading.join();
        thread.shutdown();
        admin.close();
    }
}
