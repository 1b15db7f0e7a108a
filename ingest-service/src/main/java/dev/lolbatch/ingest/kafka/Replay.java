package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.dlq.DeadLetter;
import dev.lolbatch.ingest.dlq.DeadLetterQueue.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Sends selected dead letters, a transaction a poll: short ones, because readers of the topic wait for their end. */
final class Replay {
    private final DeadLetterScan scan;
    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;
    private final OffsetSet selected;
    private final OffsetSet left;
    private final Map<String, Integer> partitionCounts = new HashMap<>();
    private long sent;
    private long bytes;

    /**
     * @param producer whose transactions are initialised
     * @param left letters that wait and are not selected; the group's offsets never pass them
     */
    Replay(
            DeadLetterScan scan,
            Producer<byte[], byte[]> producer,
            ConsumerGroupMetadata group,
            OffsetSet selected,
            OffsetSet left) {
        this.scan = scan;
        this.producer = producer;
        this.group = group;
        this.selected = selected;
        this.left = left;
    }

    /** Sends them; ends early, between two transactions, when {@code goOn} says so. */
    Progress run(Predicate<Progress> goOn) {
        if (goOn.test(progress())) {
            scan.forEachPoll(selected, records -> {
                List<ConsumerRecord<byte[], byte[]>> chosen = new ArrayList<>();
                records.forEach(record -> {
                    if (selected.contains(record.partition(), record.offset())) {
                        chosen.add(record);
                    }
                });
                if (!chosen.isEmpty()) {
                    transact(chosen);
                }
                return goOn.test(progress());
            });
        }
        return progress();
    }

    private Progress progress() {
        return new Progress(selected.size(), sent, bytes);
    }

    private void transact(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ProducerRecord<byte[], byte[]>> outgoing =
                new ArrayList<>(records.stream().map(this::replayed).toList());
        outgoing.addAll(receipts(records));
        producer.beginTransaction();
        try {
            for (ProducerRecord<byte[], byte[]> record : outgoing) {
                // The commit fails when one of them does.
                var unused = producer.send(record);
            }
            producer.sendOffsetsToTransaction(groupOffsets(records), group);
            producer.commitTransaction();
        } catch (KafkaException e) {
            abort(e);
            throw e;
        }
        sent += records.size();
        bytes += records.stream()
                .mapToLong(record -> Math.max(0, record.serializedValueSize()))
                .sum();
    }

    // Where it cannot be aborted any more, the next replay's fence settles it.
    private void abort(KafkaException cause) {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            cause.addSuppressed(e);
        }
    }

    private ProducerRecord<byte[], byte[]> replayed(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = DeadLetterHeaders.read(record).orElseThrow();
        int partitions = partitionCounts.computeIfAbsent(letter.topic(), scan::partitionCount);
        return DeadLetterHeaders.replayed(record, letter, partitions);
    }

    private List<ProducerRecord<byte[], byte[]>> receipts(List<ConsumerRecord<byte[], byte[]>> records) {
        OffsetSet replayed = scan.noOffsets();
        records.forEach(record -> replayed.add(record.partition(), record.offset()));
        return partitions(records)
                .map(partition -> DeadLetterHeaders.receipt(partition, replayed))
                .toList();
    }

    private Map<TopicPartition, OffsetAndMetadata> groupOffsets(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        records.forEach(record -> {
            long next = Math.min(
                    record.offset() + 1, left.lowest(record.partition()).orElse(Long.MAX_VALUE));
            offsets.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(next));
        });
        return offsets;
    }

    private static Stream<TopicPartition> partitions(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .distinct();
    }
}
