package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.CommitOutcome.Fenced;
import dev.lolbatch.lake.LakeOffsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A lake in memory that keeps the contract of the real one. */
final class InMemoryMatchLake implements MatchLake {
    private final TreeMap<Integer, Long> offsets = new TreeMap<>();
    private final List<Batch> committed = new ArrayList<>();

    private record Written(Batch batch) implements WrittenBatch {
        @Override
        public List<Long> fileSizes() {
            return Collections.nCopies(batch.matches().size(), 1L);
        }
    }

    @Override
    public WrittenBatch write(Batch batch) {
        return new Written(batch);
    }

    @Override
    public synchronized CommitOutcome commit(WrittenBatch written) {
        Batch batch = ((Written) written).batch();
        if (committed.contains(batch)) {
            return new Committed(committed.indexOf(batch));
        }
        boolean unmoved = batch.ranges().entrySet().stream()
                .allMatch(range ->
                        offsets.getOrDefault(range.getKey(), range.getValue().start())
                                == range.getValue().start());
        if (!unmoved) {
            return new Fenced(new LakeOffsets("lol_matches", offsets));
        }
        batch.ranges().forEach((partition, range) -> offsets.put(partition, range.next()));
        committed.add(batch);
        return new Committed(committed.size() - 1L);
    }

    @Override
    public void discard(WrittenBatch written) {
        // Nothing was visible, nothing stays.
    }

    /** Kafka offsets of the rows, in the order of their commits. */
    synchronized List<Long> offsetsOfRows() {
        return committed.stream()
                .flatMap(batch -> batch.matches().values().stream())
                .flatMap(List::stream)
                .flatMap(match ->
                        Collections.nCopies(match.rowCount(), match.position().offset()).stream())
                .toList();
    }

    synchronized Map<Integer, Long> offsets() {
        return new TreeMap<>(offsets);
    }

    synchronized List<Batch> committed() {
        return List.copyOf(committed);
    }
}
