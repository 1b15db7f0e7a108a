package dev.lolbatch.ingest.batch;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The partitions that this process owns now, and under which assignment. Records polled under any other assignment are
 * not to be used: they may lie before or after what the lake wants next.
 *
 * <p>Written on Kafka's polling thread, read everywhere.
 */
public final class Assignments {
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Integer, Assignment> current = new ConcurrentHashMap<>();

    /** Begins a new assignment of a partition; what was polled under an earlier one is void from here on. */
    public Assignment begin(int partition, long startOffset) {
        Assignment assignment = new Assignment(numbers.incrementAndGet(), startOffset);
        current.put(partition, assignment);
        return assignment;
    }

    /** Ends the assignments of these partitions. */
    public void end(Collection<Integer> partitions) {
        current.keySet().removeAll(partitions);
    }

    /** The assignment of a partition now; empty when this process does not own it, or has not placed it yet. */
    public Optional<Assignment> of(int partition) {
        return Optional.ofNullable(current.get(partition));
    }

    public boolean isCurrent(int partition, long assignment) {
        return of(partition).filter(now -> now.number() == assignment).isPresent();
    }

    public Set<Integer> partitions() {
        return Set.copyOf(current.keySet());
    }
}
