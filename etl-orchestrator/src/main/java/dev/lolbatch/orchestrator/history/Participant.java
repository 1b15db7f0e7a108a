package dev.lolbatch.orchestrator.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One player of one match with all features, as in {@code match_participants}: components are its columns. Decimals have scale 2.
 *
 * @param matchTimestamp begin of the game, milliseconds since the epoch
 * @param matchDuration seconds
 * @param kdaCalculated kills and assists by deaths; by 1 where there are none
 * @param killParticipation as the guide defines it: kills and assists, divided by the ten players of a match
 * @param matchHour of the begin in UTC
 * @param matchDayOfWeek of the begin in UTC, from 1 for Sunday
 * @param teamKillParticipation kills and assists, divided by the kills of the team
 * @param remake whether the match ended before it counted
 */
public record Participant(
        LocalDate matchDate,
        String matchId,
        String participantId,
        Optional<Long> matchTimestamp,
        Optional<Integer> matchDuration,
        Optional<String> summonerName,
        Optional<String> championName,
        Optional<String> position,
        Optional<Integer> teamId,
        Optional<Boolean> win,
        Optional<Integer> kills,
        Optional<Integer> deaths,
        Optional<Integer> assists,
        Optional<BigDecimal> kda,
        Optional<BigDecimal> kdaCalculated,
        Optional<Integer> goldEarned,
        Optional<BigDecimal> goldPerMinute,
        Optional<Integer> totalDamage,
        Optional<BigDecimal> damagePerMinute,
        Optional<Integer> cs,
        Optional<BigDecimal> csPerMinute,
        Optional<Integer> visionScore,
        Optional<BigDecimal> killParticipation,
        Optional<BigDecimal> teamKillParticipation,
        Optional<Integer> matchHour,
        Optional<Integer> matchDayOfWeek,
        Optional<Boolean> isWeekend,
        Optional<String> patch,
        Optional<String> gameVersion,
        Optional<Integer> queueId,
        Optional<String> gameMode,
        Optional<String> platformId,
        Optional<Integer> championId,
        Optional<String> puuid,
        Optional<Integer> subteamId,
        Optional<Boolean> remake,
        Optional<String> endOfGameResult,
        Optional<Long> kafkaOffset,
        Optional<Integer> kafkaPartition,
        Optional<Instant> ingestionTimestamp) {}
