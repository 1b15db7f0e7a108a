package dev.lolbatch.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lolbatch.ingest.batch.Reject;
import dev.lolbatch.ingest.dlq.DeadLetter;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the records of the dead letter topic say in their headers.
 *
 * <p>A dead letter has the producer's own headers and ours, {@code dead-letter-*}. A replayed record has the producer's own
 * and {@code replayed-from}, which a second rejection keeps, so that each stay in the topic can be followed to the one
 * before. A receipt has {@code replayed-dead-letters} and nothing else.
 */
final class DeadLetterHeaders {
    private static final String PREFIX = "dead-letter-";
    private static final String REASON = PREFIX + "reason";
    private static final String CAUSE = PREFIX + "cause";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final String REPLAYED_FROM = "replayed-from";
    private static final String RECEIPT = "replayed-dead-letters";
    private static final int SHOWN_KEY_CHARS = 200;

    private DeadLetterHeaders() {}

    /** The reject as a record of the dead letter topic. */
    static ProducerRecord<byte[], byte[]> letter(String dlqTopic, String topic, Reject reject) {
        byte[] value = reject.value() == null ? null : reject.value().bytes();
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(dlqTopic, reject.key(), value);
        Headers headers = letter.headers();
        // A producer's header by one of our names would pass for ours.
        reject.headers().stream()
                .filter(header ->
                        !header.name().startsWith(PREFIX) && !header.name().equals(RECEIPT))
                .forEach(header -> headers.add(header.name(), header.value()));
        add(headers, REASON, reject.reason().name());
        add(headers, CAUSE, reject.cause());
        add(headers, TOPIC, topic);
        add(headers, PARTITION, Integer.toString(reject.position().partition()));
        add(headers, OFFSET, Long.toString(reject.position().offset()));
        add(headers, TIMESTAMP, Long.toString(reject.position().timestampMillis()));
        return letter;
    }

    /**
     * The dead letter as the record that it was: its bytes, key, timestamp, partition and headers.
     *
     * @param partitions that its topic has now
     */
    static ProducerRecord<byte[], byte[]> replayed(
            ConsumerRecord<byte[], byte[]> record, DeadLetter letter, int partitions) {
        // A topic that was made anew with fewer partitions has no such one; then the key decides.
        Integer partition = letter.partition() < partitions ? (Integer) letter.partition() : null;
        ProducerRecord<byte[], byte[]> replayed = new ProducerRecord<>(
                letter.topic(), partition, letter.timestamp().toEpochMilli(), record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX) && !header.key().equals(REPLAYED_FROM)) {
                replayed.headers().add(header);
            }
        }
        add(replayed.headers(), REPLAYED_FROM, record.topic() + "/" + record.partition() + "/" + record.offset());
        return replayed;
    }

    /** Says in the dead letter topic itself which of a partition's letters were replayed. */
    static ProducerRecord<byte[], byte[]> receipt(TopicPartition partition, OffsetSet replayed) {
        ProducerRecord<byte[], byte[]> receipt =
                new ProducerRecord<>(partition.topic(), partition.partition(), null, null);
        add(receipt.headers(), RECEIPT, replayed.ranges(partition.partition()));
        return receipt;
    }

    /** The letters that a receipt says were replayed; empty when the record is none. */
    static Optional<String> receiptOf(ConsumerRecord<?, ?> record) {
        return text(record.headers(), RECEIPT);
    }

    /** Empty when the record is no dead letter of ours. */
    static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        try {
            return Optional.of(new DeadLetter(
                    record.partition(),
                    record.offset(),
                    text(headers, TOPIC).orElseThrow(),
                    Integer.parseUnsignedInt(text(headers, PARTITION).orElseThrow()),
                    Long.parseUnsignedLong(text(headers, OFFSET).orElseThrow()),
                    Instant.ofEpochMilli(
                            Long.parseUnsignedLong(text(headers, TIMESTAMP).orElseThrow())),
                    Instant.ofEpochMilli(record.timestamp()),
                    text(headers, REASON).orElseThrow(),
                    text(headers, CAUSE).orElse(""),
                    Math.max(0, record.serializedValueSize()),
                    Optional.ofNullable(record.key()).map(DeadLetterHeaders::shownKey),
                    text(headers, REPLAYED_FROM)));
        } catch (NoSuchElementException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String shownKey(byte[] key) {
        String text = new String(key, 0, Math.min(key.length, 4 * SHOWN_KEY_CHARS), UTF_8);
        return text.substring(0, Math.min(text.length(), SHOWN_KEY_CHARS));
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(value -> new String(value, UTF_8));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
