package dev.lolbatch.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * Makes participants of the rows of a match that count, of which is known what the {@link RemovalRule}s ask for. What else is not
 * known stays null.
 */
final class Features {
    private static final int PLAYERS_OF_A_MATCH = 10;
    private static final Pattern PATCH_OF_VERSION = Pattern.compile("\\d+\\.\\d+");

    private static final List<String> AS_THEY_CAME = List.of(
            "match_date",
            "match_id",
            "participant_id",
            "match_timestamp",
            "match_duration",
            "summoner_name",
            "team_id",
            "win",
            "kills",
            "deaths",
            "assists",
            "gold_earned",
            "total_damage",
            "cs",
            "vision_score",
            "kafka_offset",
            "kafka_partition",
            "ingestion_timestamp",
            "game_version",
            "queue_id",
            "game_mode",
            "platform_id",
            "champion_id",
            "puuid",
            "subteam_id",
            "end_of_game_result");
    private static final int[] FROM =
            AS_THEY_CAME.stream().mapToInt(LakeColumns::index).toArray();
    private static final int[] TO =
            AS_THEY_CAME.stream().mapToInt(ParticipantColumns::index).toArray();

    private static final int CHAMPION = LakeColumns.index("champion_name");
    private static final int POSITION = LakeColumns.index("position");
    private static final int TIMESTAMP = LakeColumns.index("match_timestamp");
    private static final int DURATION = LakeColumns.index("match_duration");
    private static final int KILLS = LakeColumns.index("kills");
    private static final int DEATHS = LakeColumns.index("deaths");
    private static final int ASSISTS = LakeColumns.index("assists");
    private static final int KDA = LakeColumns.index("kda");
    private static final int GOLD = LakeColumns.index("gold_earned");
    private static final int DAMAGE = LakeColumns.index("total_damage");
    private static final int CS = LakeColumns.index("cs");
    private static final int VERSION = LakeColumns.index("game_version");
    private static final int TEAM = LakeColumns.index("team_id");
    private static final int SUBTEAM = LakeColumns.index("subteam_id");
    private static final int EARLY_SURRENDER = LakeColumns.index("early_surrender");

    private static final int TO_CHAMPION = ParticipantColumns.index("champion_name");
    private static final int TO_POSITION = ParticipantColumns.index("position");
    private static final int TO_KDA = ParticipantColumns.index("kda");
    private static final int TO_KDA_CALCULATED = ParticipantColumns.index("kda_calculated");
    private static final int TO_GOLD = ParticipantColumns.index("gold_per_minute");
    private static final int TO_DAMAGE = ParticipantColumns.index("damage_per_minute");
    private static final int TO_CS = ParticipantColumns.index("cs_per_minute");
    private static final int TO_KILL_PARTICIPATION = ParticipantColumns.index("kill_participation");
    private static final int TO_TEAM_KILL_PARTICIPATION = ParticipantColumns.index("team_kill_participation");
    private static final int TO_HOUR = ParticipantColumns.index("match_hour");
    private static final int TO_DAY_OF_WEEK = ParticipantColumns.index("match_day_of_week");
    private static final int TO_WEEKEND = ParticipantColumns.index("is_weekend");
    private static final int TO_PATCH = ParticipantColumns.index("patch");
    private static final int TO_REMAKE = ParticipantColumns.index("remake");

    private final ChampionNames champions;

    /** In Arena a team is a subteam, whose number may be that of a team elsewhere. */
    private record Team(boolean isSubteam, Integer id) {
        static Team of(Row row) {
            Integer subteam = (Integer) row.get(SUBTEAM);
            return subteam != null && subteam > 0 ? new Team(true, subteam) : new Team(false, (Integer) row.get(TEAM));
        }
    }

    Features(ChampionNames champions) {
        this.champions = champions;
    }

    /** The participants of one match, in the order of its rows. */
    List<Participant> of(LakeMatch match) {
        Map<Team, Long> teamKills = teamKills(match);
        List<Participant> participants = new ArrayList<>(match.kept().size());
        for (Row row : match.kept()) {
            Participant.Builder participant = new Participant.Builder();
            for (int i = 0; i < FROM.length; i++) {
                participant.set(TO[i], row.get(FROM[i]));
            }
            setNames(participant, row);
            setShares(participant, row, teamKills.get(Team.of(row)));
            setRates(participant, row);
            setClock(participant, row);
            participants.add(participant.build());
        }
        return participants;
    }

    // A player whose row is removed has killed all the same: the assists of the others are on those kills.
    private static Map<Team, Long> teamKills(LakeMatch match) {
        Map<Team, Long> kills = new HashMap<>();
        for (Row row : match.played()) {
            long own = row.isNullAt(KILLS) ? 0 : Math.max(0, row.getInt(KILLS));
            kills.merge(Team.of(row), own, Long::sum);
        }
        return kills;
    }

    /**
     * {@code patch}: the first two numbers of the game's version; {@code remake}: ended by early surrender, as the producer says,
     * never inferred from the duration.
     */
    private void setNames(Participant.Builder participant, Row row) {
        participant
                .set(TO_CHAMPION, champions.unified(row.getString(CHAMPION)))
                .set(TO_POSITION, Positions.unified(row.getString(POSITION)))
                .set(TO_PATCH, patch(row.getString(VERSION)))
                .set(TO_REMAKE, !row.isNullAt(EARLY_SURRENDER) && row.getBoolean(EARLY_SURRENDER));
    }

    /**
     * {@code kda}, the producer's; {@code kda_calculated}: (kills + assists) / deaths, undivided for none;
     * {@code kill_participation}: (kills + assists) / 10, whatever the team killed; {@code team_kill_participation}: / the team's
     * kills in the match, 0 where the team has none.
     */
    private static void setShares(Participant.Builder participant, Row row, long teamKills) {
        long takedowns = (long) row.getInt(KILLS) + row.getInt(ASSISTS);
        participant
                .set(TO_KDA, ExactDecimal.of((Double) row.get(KDA)))
                .set(TO_KDA_CALCULATED, ExactDecimal.quotient(takedowns, Math.max(1, row.getInt(DEATHS))))
                .set(TO_KILL_PARTICIPATION, ExactDecimal.quotient(takedowns, PLAYERS_OF_A_MATCH))
                .set(
                        TO_TEAM_KILL_PARTICIPATION,
                        teamKills == 0 ? ExactDecimal.quotient(0, 1) : ExactDecimal.quotient(takedowns, teamKills));
    }

    /** {@code gold_per_minute, damage_per_minute, cs_per_minute} of the match's duration. */
    private static void setRates(Participant.Builder participant, Row row) {
        participant
                .set(TO_GOLD, perMinute(row, GOLD))
                .set(TO_DAMAGE, perMinute(row, DAMAGE))
                .set(TO_CS, perMinute(row, CS));
    }

    private static BigDecimal perMinute(Row row, int column) {
        return row.isNullAt(column) ? null : ExactDecimal.quotient(row.getInt(column) * 60L, row.getInt(DURATION));
    }

    private static void setClock(Participant.Builder participant, Row row) {
        MatchClock clock = MatchClock.of(row.getLong(TIMESTAMP));
        participant
                .set(TO_HOUR, clock.hour())
                .set(TO_DAY_OF_WEEK, clock.dayOfWeek())
                .set(TO_WEEKEND, clock.isWeekend());
    }

    private static String patch(String version) {
        if (version == null) {
            return null;
        }
        Matcher matcher = PATCH_OF_VERSION.matcher(version);
        return matcher.lookingAt() ? matcher.group() : null;
    }
}
