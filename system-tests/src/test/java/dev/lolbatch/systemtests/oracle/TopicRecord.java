package dev.lolbatch.systemtests.oracle;

import java.util.Comparator;

/**
 * A record of the topic that tells a match.
 *
 * @param timestampMillis the record's own, milliseconds since the epoch
 * @param json the record's value
 */
public record TopicRecord(int partition, long offset, long timestampMillis, String json) {
    /** Which of two records of one match is the newer one. */
    static final Comparator<TopicRecord> BY_AGE = Comparator.comparingLong(TopicRecord::timestampMillis)
            .thenComparingInt(TopicRecord::partition)
            .thenComparingLong(TopicRecord::offset);
}
