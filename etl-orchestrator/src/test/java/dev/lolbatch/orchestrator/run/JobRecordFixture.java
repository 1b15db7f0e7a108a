package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Records as a job writes them. */
final class JobRecordFixture {
    private JobRecordFixture() {}

    static JobRecord of(JobRecord.State state) {
        return new JobRecord(
                state,
                Optional.of("WRITE"),
                OptionalLong.of(7),
                Optional.of("0.1.0"),
                OptionalLong.of(100),
                Map.of("duplicates", 2L),
                Map.of("match_participants", 98L),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
