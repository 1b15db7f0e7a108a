package dev.lolbatch.ingest.batch;

import dev.lolbatch.lake.LakeOffsets;
import java.util.Optional;

/**
 * Where a batch is on its way into the lake. Each state holds what the next step needs and nothing else, so a step out of
 * order does not compile; a step that throws leaves the batch where it was, to be tried again.
 *
 * <pre>
 *   Collected ──rejects sent──► Acknowledged ──files written──► Written ──commit──► Committed
 *                                    ▲                             │
 *                                    │                             ├─offsets moved─► Fenced ──files deleted──► Dropped
 *                                    │                             │
 *                                    └──files deleted── Outdated ◄─┘ files too old
 * </pre>
 *
 * Nothing of a batch is visible before Committed, and everything is from then on. An unknown outcome of the commit leaves
 * the batch Written: committing it again finds out.
 */
sealed interface BatchState {
    Batch batch();

    /** The step that leads on, for people. */
    String step();

    /** Takes the next step; empty when the batch is at its end. */
    Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters);

    /** Every record is read. */
    record Collected(@Override Batch batch) implements BatchState {
        @Override
        public String step() {
            return "send the rejects";
        }

        @Override
        public Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters) {
            if (!batch.rejects().isEmpty()) {
                deadLetters.send(batch.rejects());
            }
            return Optional.of(new Acknowledged(batch));
        }
    }

    /** What cannot be a match is safe in the dead letter topic. */
    record Acknowledged(@Override Batch batch) implements BatchState {
        @Override
        public String step() {
            return "write the files";
        }

        @Override
        public Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters) {
            return Optional.of(new Written(batch, lake.write(batch)));
        }
    }

    /** The files are closed, and no reader can find them. */
    record Written(@Override Batch batch, MatchLake.WrittenBatch written) implements BatchState {
        @Override
        public String step() {
            return "commit";
        }

        @Override
        public Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters) {
            CommitOutcome outcome = lake.commit(written);
            if (outcome instanceof CommitOutcome.Committed committed) {
                return Optional.of(new Committed(batch, written, committed.snapshotId()));
            }
            if (outcome instanceof CommitOutcome.Outdated) {
                return Optional.of(new Outdated(batch, written));
            }
            return Optional.of(new Fenced(batch, written, ((CommitOutcome.Fenced) outcome).actual()));
        }
    }

    /** The files waited so long for the commit that they may have been removed; they are written anew. */
    record Outdated(@Override Batch batch, MatchLake.WrittenBatch written) implements BatchState {
        @Override
        public String step() {
            return "delete the files of an outdated batch";
        }

        @Override
        public Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters) {
            lake.discard(written);
            return Optional.of(new Acknowledged(batch));
        }
    }

    /** Files and offsets are in the table. The end. */
    record Committed(@Override Batch batch, MatchLake.WrittenBatch written, long snapshotId) implements BatchState {
        @Override
        public String step() {
            return "nothing";
        }

        @Override
        public Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters) {
            return Optional.empty();
        }
    }

    /** Another writer moved the offsets; nothing of the batch is in the table, or ever will be. */
    record Fenced(@Override Batch batch, MatchLake.WrittenBatch written, LakeOffsets actual) implements BatchState {
        @Override
        public String step() {
            return "delete the files of a fenced batch";
        }

        @Override
        public Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters) {
            lake.discard(written);
            return Optional.of(new Dropped(batch, actual));
        }
    }

    /** The batch left no trace. The end. */
    record Dropped(@Override Batch batch, LakeOffsets actual) implements BatchState {
        @Override
        public String step() {
            return "nothing";
        }

        @Override
        public Optional<BatchState> advance(MatchLake lake, DeadLetters deadLetters) {
            return Optional.empty();
        }
    }
}
