package dev.lolbatch.orchestrator.http;

/** What the OpenAPI document shows; a test holds each to its schema. */
final class Examples {
    static final String RUN_ID = "20260113T101500123Z-7f3a9c";
    static final String JOB_ID = RUN_ID + "-2";
    static final String RUN_PATH = "/etl/runs/" + RUN_ID;

    static final String WAITING_RUN = "{\"run_id\": \"" + RUN_ID + "\", \"state\": \"QUEUED\","
            + " \"dates\": [\"2026-01-12\"], \"requested_at\": \"2026-01-13T10:15:00.123Z\","
            + " \"origin\": \"REQUEST\", \"queue_place\": 1,"
            + " \"changes\": [{\"state\": \"QUEUED\", \"at\": \"2026-01-13T10:15:00.123Z\"}],"
            + " \"attempts\": [], \"self\": \"" + RUN_PATH + "\", \"log\": \"" + RUN_PATH + "/log\"}";

    private static final String PROGRESS = "{\"stage\": \"WRITE\", \"percent\": 60, \"dates_done\": 0,"
            + " \"dates_total\": 1, \"snapshot_id\": 7123456789012345678, \"rows_read\": 100000,"
            + " \"rows_removed\": {\"duplicates\": 20}, \"rows_written\": {\"match_participants\": 99980},"
            + " \"updated_at\": \"2026-01-13T10:15:30Z\"}";

    static final String RUNNING_RUN = "{\"run_id\": \"" + RUN_ID + "\", \"state\": \"RUNNING\","
            + " \"dates\": [\"2026-01-12\"], \"requested_at\": \"2026-01-13T10:15:00.123Z\","
            + " \"submitted_at\": \"2026-01-13T10:15:00.321Z\", \"running_at\": \"2026-01-13T10:15:09.800Z\","
            + " \"origin\": \"REQUEST\","
            + " \"changes\": [{\"state\": \"QUEUED\", \"at\": \"2026-01-13T10:15:00.123Z\"},"
            + " {\"state\": \"SUBMITTED\", \"at\": \"2026-01-13T10:15:00.321Z\"},"
            + " {\"state\": \"RUNNING\", \"at\": \"2026-01-13T10:15:09.800Z\"}],"
            + " \"attempts\": [{\"started_at\": \"2026-01-13T10:15:00.321Z\"}],"
            + " \"progress\": " + PROGRESS + ", \"self\": \"" + RUN_PATH + "\", \"log\": \"" + RUN_PATH + "/log\"}";

    static final String RUNS = "{\"runs\": [" + WAITING_RUN + "], \"next_cursor\": \"" + RUN_ID + "\"}";

    static final String EVENT = "{\"run_id\": \"" + RUN_ID + "\", \"version\": 2, \"state\": \"RUNNING\","
            + " \"at\": \"2026-01-13T10:15:09.800Z\", \"dates\": [\"2026-01-12\"], \"self\": \"" + RUN_PATH + "\"}";

    static final String PROGRESS_EVENT =
            "{\"run_id\": \"" + RUN_ID + "\", \"progress\": " + PROGRESS + ", \"self\": \"" + RUN_PATH + "\"}";

    static final String DATES = "{\"snapshot_id\": 7123456789012345678, \"dates\": ["
            + "{\"date\": \"2026-01-13\", \"rows\": 4200, \"files\": 3, \"bytes\": 310000, \"state\": \"MISSING\","
            + " \"complete\": false},"
            + " {\"date\": \"2026-01-12\", \"rows\": 100000, \"files\": 24, \"bytes\": 7400000, \"state\": \"FRESH\","
            + " \"complete\": true, \"run_id\": \"" + JOB_ID + "\","
            + " \"published_at\": \"2026-01-13T10:15:55Z\", \"run\": \"" + RUN_PATH + "\","
            + " \"last_run\": \"" + RUN_PATH + "\"}]}";

    static final String CHAMPION = "{\"champion_name\": \"Kai'Sa\", \"games_played\": 9, \"win_rate\": 55.56,"
            + " \"avg_kills\": 7.00, \"avg_deaths\": 3.11, \"avg_assists\": 5.22, \"avg_kda\": 3.95,"
            + " \"avg_gpm\": 412.30, \"avg_dpm\": 730.01, \"last_updated\": \"2026-01-13T10:15:55Z\"}";

    static final String POSITION = "{\"position\": \"MIDDLE\", \"games_played\": 18, \"win_rate\": 50.00,"
            + " \"avg_kda\": 2.98, \"avg_gpm\": 401.15, \"last_updated\": \"2026-01-13T10:15:55Z\"}";

    private static final String VERSION = "{\"count\": 1, \"run_id\": \"" + RUN_ID + "\","
            + " \"snapshot_id\": 7123456789012345678, \"published_at\": \"2026-01-13T10:15:55Z\", ";

    static final String CHAMPIONS = VERSION + "\"champions\": [" + CHAMPION + "]}";

    static final String POSITIONS = VERSION + "\"positions\": [" + POSITION + "]}";

    private Examples() {}
}
