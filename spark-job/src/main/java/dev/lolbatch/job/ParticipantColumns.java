package dev.lolbatch.job;

import java.util.List;

/** The columns of {@code match_participants}, in an order that is known when nothing is read yet. */
final class ParticipantColumns {
    static final List<String> ALL = List.of(
            "match_date",
            "match_id",
            "participant_id",
            "match_timestamp",
            "match_duration",
            "summoner_name",
            "champion_name",
            "position",
            "team_id",
            "win",
            "kills",
            "deaths",
            "assists",
            "kda",
            "kda_calculated",
            "gold_earned",
            "gold_per_minute",
            "total_damage",
            "damage_per_minute",
            "cs",
            "cs_per_minute",
            "vision_score",
            "kill_participation",
            "match_hour",
            "match_day_of_week",
            "is_weekend",
            "kafka_offset",
            "kafka_partition",
            "ingestion_timestamp",
            "team_kill_participation",
            "patch",
            "game_version",
            "queue_id",
            "game_mode",
            "platform_id",
            "champion_id",
            "puuid",
            "subteam_id",
            "remake",
            "end_of_game_result");

    private ParticipantColumns() {}

    /** Where a column is in a {@link Participant}. */
    static int index(String column) {
        int index = ALL.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("Cannot find column " + column + ": participants have " + ALL);
        }
        return index;
    }
}
