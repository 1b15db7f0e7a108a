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

    private static final String FIGURES = "\"games_played\": 9, \"wins\": 5, \"win_rate\": 55.56,"
            + " \"win_rate_low\": 26.67, \"win_rate_high\": 81.12, \"pick_rate\": 12.50, \"avg_kills\": 7.00,"
            + " \"avg_deaths\": 3.11, \"avg_assists\": 5.22, \"avg_kda\": 3.95, \"avg_gpm\": 412.30, \"avg_dpm\": 730.01,"
            + " \"avg_cspm\": 7.10, \"avg_kill_participation\": 1.22, \"avg_team_kill_participation\": 0.55,"
            + " \"avg_gold\": 12100.50, \"avg_damage\": 21300.00, \"avg_cs\": 201.33, \"avg_vision_score\": 19.44,"
            + " \"avg_duration_seconds\": 1810.22";

    private static final String CHANGE = ", \"change\": {\"patch\": \"16.1\", \"previous_patch\": \"15.24\","
            + " \"win_rate\": 1.20, \"pick_rate\": -0.35, \"previous_games_played\": 7}";

    private static final String BASIS = "\"basis\": {\"views\": [{\"view\": \"all\", \"run_id\": \"" + RUN_ID + "\","
            + " \"snapshot_id\": 7123456789012345678, \"published_at\": \"2026-01-13T10:15:55Z\"}],"
            + " \"published_at\": \"2026-01-13T10:15:55Z\", \"first_date\": \"2025-12-01\","
            + " \"last_date\": \"2026-01-12\", \"dates\": 43, \"matches\": 72, \"participants\": 720}";

    private static final String CHAMPION = "{\"champion_name\": \"Kaisa\", " + FIGURES + CHANGE + "}";

    private static final String POSITION = "{\"position\": \"BOTTOM\", " + FIGURES + "}";

    private static final String PATCHES_AND_DAYS = "\"patches\": [{\"patch\": \"16.1\", " + FIGURES + "}],"
            + " \"days\": [{\"date\": \"2026-01-12\", " + FIGURES + "}]";

    static final String CHAMPIONS = "{\"count\": 1, " + BASIS + ", \"champions\": [" + CHAMPION + "]}";

    static final String POSITIONS = "{\"count\": 1, " + BASIS + ", \"positions\": [" + POSITION + "]}";

    static final String CHAMPION_PROFILE = "{\"champion_name\": \"Kaisa\", " + FIGURES + CHANGE + ", " + BASIS
            + ", \"positions\": [" + POSITION + "], " + PATCHES_AND_DAYS + "}";

    static final String POSITION_PROFILE = "{\"position\": \"BOTTOM\", " + FIGURES + ", " + BASIS + ", \"champions\": ["
            + CHAMPION + "], " + PATCHES_AND_DAYS + "}";

    private Examples() {}
}
