package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.Assignment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the records of each partition were polled under its assignment. Thread-safe. */
@ApplicationScoped
public class PolledOffsets {
    private final Map<Integer, Polled> polled = new ConcurrentHashMap<>();

    private record Polled(long assignment, long next) {}

    void polled(int partition, Assignment assignment, long next) {
        polled.put(partition, new Polled(assignment.number(), next));
    }

    /** The offset behind the last record that was polled; where the assignment began when none was. */
    long next(int partition, Assignment assignment) {
        Polled last = polled.get(partition);
        return last != null && last.assignment() == assignment.number() ? last.next() : assignment.startOffset();
    }
}
