package dev.lolbatch.ingest.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The offsets that this process has committed to the lake. Thread-safe. */
@ApplicationScoped
public class CommittedOffsets {
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

    void committed(Map<Integer, Long> nextOffsets) {
        next.putAll(nextOffsets);
    }

    /** The lake's next offset of a partition: where its assignment began, or what was committed since. */
    long next(int partition, long startOffset) {
        return Math.max(startOffset, next.getOrDefault(partition, 0L));
    }
}
