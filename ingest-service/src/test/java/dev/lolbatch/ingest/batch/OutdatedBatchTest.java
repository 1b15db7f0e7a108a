package dev.lolbatch.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.ingest.batch.CommitOutcome.Outdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A batch whose files are too old for the lake goes back to be written, and its rejects are not sent twice. */
class OutdatedBatchTest {
    private final InMemoryMatchLake inMemory = new InMemoryMatchLake();
    private final List<String> steps = new ArrayList<>();

    /** Calls the first batch that it is to commit outdated. */
    private final MatchLake lake = new MatchLake() {
        @Override
        public WrittenBatch write(Batch batch) {
            steps.add("write");
            return inMemory.write(batch);
        }

        @Override
        public CommitOutcome commit(WrittenBatch written) {
            steps.add("commit");
            return steps.contains("discard") ? inMemory.commit(written) : new Outdated();
        }

        @Override
        public void discard(WrittenBatch written) {
            steps.add("discard");
            inMemory.discard(written);
        }
    };

    @Test
    void anOutdatedBatchIsDiscardedWrittenAnewAndCommitted() {
        // Given
        BatchState state = new BatchState.Acknowledged(Batches.of(1, 0, 3));
        // When
        for (Optional<BatchState> next = Optional.of(state); next.isPresent(); ) {
            state = next.get();
            next = state.advance(lake, rejects -> steps.add("reject"));
        }
        // Then
        assertThat(state).isInstanceOf(BatchState.Committed.class);
        assertThat(steps).containsExactly("write", "commit", "discard", "write", "commit");
        assertThat(inMemory.offsets()).containsExactly(Map.entry(1, 3L));
    }
}
