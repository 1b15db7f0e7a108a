package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Records as a job writes them. */
final class JobRecordFixture {
    private JobRecordFixture() {}

    static JobRecord of(JobRecord.State state) {
        return new JobRecord(
                state,
                Optional.of("WRITE"),
                new JobRecord.Progress(40, 0, OptionalInt.of(1)),
                OptionalLong.of(7),
                Optional.of("0.1.0"),
                OptionalLong.of(100),
                Map.of("duplicates", 2L),
                Map.of("match_participants", 98L),
                Optional.empty(),
                false,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    static JobRecord failed(String failure, boolean isTemporary) {
        return new JobRecord(
                JobRecord.State.FAILED,
                Optional.of("READ"),
                new JobRecord.Progress(0, 0, OptionalInt.empty()),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Map.of(),
                Map.of(),
                Optional.of(failure),
                isTemporary,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
