package dev.lolbatch.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.ingest.batch.CommitOutcome.Committed;
import dev.lolbatch.ingest.batch.CommitOutcome.Fenced;
import dev.lolbatch.ingest.batch.MatchLake.WrittenBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every lake promises the loop; run against the real one and against the one that the loop's tests use. */
public abstract class MatchLakeContract {
    protected abstract MatchLake matchLake();

    /** Next offsets by partition, as a reader of the table sees them. */
    protected abstract Map<Integer, Long> offsetsInTable() throws Exception;

    /** Kafka offsets of all rows, in order, as a reader of the table sees them. */
    protected abstract List<Long> offsetsOfRows() throws Exception;

    @Test
    void aReaderNeverSeesABatchBeforeItsCommit() throws Exception {
        // Given
        matchLake().commit(matchLake().write(Batches.of(1, 0, 3)));
        // When
        matchLake().write(Batches.of(1, 3, 6));
        // Then
        assertThat(offsetsOfRows()).containsExactly(0L, 1L, 2L);
        assertThat(offsetsInTable()).containsExactly(Map.entry(1, 3L));
    }

    @Test
    void commitsRowsAndOffsetsTogether() throws Exception {
        // When
        CommitOutcome outcome = matchLake().commit(matchLake().write(Batches.of(1, 40, 43)));
        // Then
        assertThat(outcome).isInstanceOf(Committed.class);
        assertThat(offsetsInTable()).containsExactly(Map.entry(1, 43L));
        assertThat(offsetsOfRows()).containsExactly(40L, 41L, 42L);
    }

    @Test
    void fencesABatchWhoseOffsetsMovedAndChangesNothing() throws Exception {
        // Given
        matchLake().commit(matchLake().write(Batches.of(1, 0, 3)));
        WrittenBatch late = matchLake().write(Batches.of(1, 0, 2));
        // When
        CommitOutcome outcome = matchLake().commit(late);
        matchLake().discard(late);
        // Then
        assertThat(outcome).isInstanceOfSatisfying(Fenced.class, fenced -> assertThat(
                        fenced.actual().next())
                .containsExactly(Map.entry(1, 3L)));
        assertThat(offsetsOfRows()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aCommitWhoseReplyWasLostIsFoundAgainAndNotDoubled() throws Exception {
        // Given
        WrittenBatch written = matchLake().write(Batches.of(1, 0, 3));
        CommitOutcome first = matchLake().commit(written);
        // When
        CommitOutcome repeated = matchLake().commit(written);
        // Then
        assertThat(repeated).isEqualTo(first);
        assertThat(offsetsOfRows()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aBatchWithoutFilesStillChecksAndMovesTheOffsets() throws Exception {
        // When
        CommitOutcome first = matchLake().commit(matchLake().write(Batches.withoutRows(1, 0, 3)));
        CommitOutcome second = matchLake().commit(matchLake().write(Batches.withoutRows(1, 0, 5)));
        // Then
        assertThat(first).isInstanceOf(Committed.class);
        assertThat(second).isInstanceOf(Fenced.class);
        assertThat(offsetsInTable()).containsExactly(Map.entry(1, 3L));
        assertThat(offsetsOfRows()).isEmpty();
    }
}
