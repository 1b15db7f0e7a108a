package dev.lolbatch.ingest.batch;

import java.util.Map;

/** The consumer group's offsets in Kafka: a hint for lag monitors, the truth is in the lake. */
public interface GroupOffsets {
    /** Moves the group's offsets to these, by partition; a failure is logged and forgotten. */
    void publish(Map<Integer, Long> nextOffsets);
}
