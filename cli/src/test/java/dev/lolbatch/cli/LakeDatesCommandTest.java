package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LakeDatesCommandTest extends ThinCommandTest {
    @Test
    void datesAreShownWithWhatIsPublishedOfThem() {
        // Given
        fake.on(
                "GET /etl/dates?from=2026-01-12&to=2026-01-13&state=stale&limit=2",
                200,
                """
                {"snapshot_id": 7123456789012345678, "dates": [
                 {"date": "2026-01-13", "rows": 4200, "files": 3, "bytes": 310000, "state": "MISSING", "complete": false},
                 {"date": "2026-01-12", "rows": 100000, "files": 24, "bytes": 7400000, "state": "FRESH", "complete": true,
                  "run_id": "r1-2", "published_at": "2026-01-13T10:15:55.4Z", "run": "/etl/runs/r1",
                  "last_run": "/etl/runs/r1"}]}""");

        // When
        int code = lolbatch(
                "lake", "dates", "--from", "2026-01-12", "--to", "2026-01-13", "--state", "stale", "--limit", "2");

        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        DATE        STATE    COMPLETE    ROWS  FILES   MB  PUBLISHED             LAST RUN
                        2026-01-13  MISSING  not yet     4200      3  0.3
                        2026-01-12  FRESH    yes       100000     24  7.4  2026-01-13T10:15:55Z  r1
                        """);
    }

    @Test
    void noSuchDateIsSaid() {
        // Given
        fake.on("GET /etl/dates", 200, "{\"dates\": []}");

        // When
        int code = lolbatch("lake", "dates");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("The lake has no such date.\n");
    }
}
