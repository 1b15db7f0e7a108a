package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LakeTableCommandsTest extends ThinCommandTest {
    private static final String LISTING =
            """
            {"files": 3, "rows": 900, "bytes": 5400000, "dates": [{"date": "2026-01-13", "files": 3, "rows": 900,
             "bytes": 5400000}], "listed": [{"date": "2026-01-13", "path": "hdfs://n/2026/01/13/matches_a\\u001b[2J.parquet",
             "rows": 400, "bytes": 2500000}]}""";
    private static final String COMPACTION =
            """
            {"state":"RUNNING","dates":2,"done":0}
            {"state":"RUNNING","dates":2,"done":1,"date":{"date":"2026-01-12","outcome":"COMPACTED","files":24,"rows":100000,"bytes":7400000,"files_after":1,"bytes_after":5200000}}
            {"state":"RUNNING","dates":2,"done":2,"date":{"date":"2026-01-13","outcome":"OVERTAKEN","files":7,"rows":10,"bytes":10,"files_after":1,"bytes_after":9}}
            {"state":"DONE","dates":2,"done":2}
            """;

    @Test
    void filesAreCountedByDateAndShownAsFarAsTheLimitGoes() {
        // Given
        fake.on("GET /lake/files?date=2026-01-13&limit=1", 200, LISTING);
        // When
        int code = lolbatch("lake", "files", "2026-01-13", "--limit", "1");
        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        DATE        FILES  ROWS   MB
                        2026-01-13      3   900  5.4
                        all             3   900  5.4

                        DATE        ROWS   MB  PATH
                        2026-01-13   400  2.5  hdfs://n/2026/01/13/matches_a\uFFFD[2J.parquet
                        """);
    }

    @Test
    void noFileIsSaid() {
        // Given
        fake.on(
                "GET /lake/files?from=2026-01-01&to=2026-01-02",
                200,
                "{\"files\": 0, \"rows\": 0, \"bytes\": 0, \"dates\": [], \"listed\": []}");
        // When
        int code = lolbatch("lake", "files", "--from", "2026-01-01", "--to", "2026-01-02");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("The lake has no file of such a date.\n");
    }

    @Test
    void compactionTellsOfEachDateAndSumsUp() {
        // Given
        fake.on("POST /lake/compactions", 200, COMPACTION);
        // When
        int code = lolbatch("lake", "compact");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("] 2026-01-12: 24 files of 7.4 MB into 1 of 5.2 MB, 100,000 rows\n")
                .contains("] 2026-01-13: left as it is, another change of its files came first\n")
                .endsWith("Compacted 1 date: 24 files into 1.\n");
    }

    @Test
    void compactionInJsonIsTheListOfItsDates() {
        // Given
        fake.on("POST /lake/compactions", 200, COMPACTION);
        // When
        int code = lolbatch("lake", "compact", "--json");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("{\"dates\":[{\"date\":\"2026-01-12\",\"outcome\":\"COMPACTED\",\"files\":24,")
                .contains("{\"date\":\"2026-01-13\",\"outcome\":\"OVERTAKEN\",")
                .endsWith("}]}\n");
    }

    @Test
    void nothingToCompactIsSaid() {
        // Given
        fake.on("POST /lake/compactions", 200, "{\"state\":\"DONE\",\"dates\":0,\"done\":0}\n");
        // When
        int code = lolbatch("lake", "compact");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("Nothing to compact: no date that is selected has enough small files.\n");
    }

    @Test
    void dryRunShowsWhatWouldBeRewritten() {
        // Given
        fake.on(
                "GET /lake/compactions?from=2026-01-13&to=2026-01-13&min_files=2",
                200,
                "[{\"date\":\"2026-01-13\",\"files\":24,\"rows\":100,\"bytes\":7400000}]");
        // When
        int code = lolbatch("lake", "compact", "2026-01-13", "--min-files", "2", "--dry-run");
        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        DATE        FILES  ROWS   MB
                        2026-01-13     24   100  7.4
                        A compaction would rewrite the small files of 1 date; nothing was changed.
                        """);
    }

    @Test
    void compactionThatFailsTellsHowFarItCame() {
        // Given
        fake.on(
                "POST /lake/compactions",
                200,
                """
                {"state":"RUNNING","dates":2,"done":1}
                {"state":"FAILED","dates":2,"done":1,"problem":{"code":"lake-unreachable","status":503,"detail":"Cannot compact the lake: away"}}
                """);
        // When
        int code = lolbatch("lake", "compact");
        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err).hasToString("Cannot compact the lake: away (1 of 2 dates were compacted)\n");
    }

    @Test
    void compactionWhoseServiceDiesIsExitCode3() {
        // Given
        fake.on("POST /lake/compactions", 200, "{\"state\":\"RUNNING\",\"dates\":2,\"done\":1}\n");
        // When
        int code = lolbatch("lake", "compact");
        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err)
                .hasToString("Cannot follow the compaction: ingest-service at " + fake.address()
                        + " ended in the middle of its answer, after 1 dates; call again when it runs: no row is lost or"
                        + " doubled\n");
    }

    @Test
    void compactionBesideAnotherIsRefusedInTheServicesWords() {
        // Given
        fake.on(
                "POST /lake/compactions",
                409,
                "{\"code\":\"compaction-running\",\"status\":409,\"detail\":\"Cannot compact the lake: so it is\"}");
        // When
        int code = lolbatch("lake", "compact");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("Cannot compact the lake: so it is\n");
    }

    @Test
    void expiryTellsWhatWent() {
        // Given
        fake.on(
                "POST /lake/expiries",
                200,
                "{\"snapshots_expired\": 12, \"orphans_removed\": 3, \"bytes_freed\": 1500000}");
        // When
        int code = lolbatch("lake", "expire");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("Snapshots expired: 12. Orphaned files removed: 3, 1.5 MB.\n");
    }
}
