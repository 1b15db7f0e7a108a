package dev.lolbatch.orchestrator.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Events for tests. */
public final class EventFixture {
    private static final Instant AT = Instant.parse("2026-01-13T10:15:00.123Z");

    private EventFixture() {}

    /** Another event for each run and version. */
    public static RunEvent event(String runId, int version) {
        return new RunEvent(
                runId,
                version,
                "RUNNING",
                AT.plusMillis(version),
                Optional.empty(),
                List.of(LocalDate.of(2026, 1, 13)));
    }

    /** The event of a run that failed, over two dates. */
    public static RunEvent failure(String runId, String reason) {
        return new RunEvent(
                runId,
                3,
                "FAILED",
                AT,
                Optional.of(reason),
                List.of(LocalDate.of(2025, 12, 31), LocalDate.of(2026, 1, 13)));
    }
}
