package dev.lolbatch.ingest.match;

import static dev.lolbatch.ingest.match.RejectReason.DATE_OUT_OF_RANGE;
import static dev.lolbatch.ingest.match.RejectReason.NO_MATCH_ID;
import static dev.lolbatch.ingest.match.RejectReason.NO_PARTICIPANTS;
import static dev.lolbatch.ingest.match.RejectReason.NO_TIMESTAMP;
import static dev.lolbatch.ingest.match.RejectReason.WRONG_TYPE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Collects a match's fields in whatever order they come, and judges at the end whether they make a match. */
final class MatchBuilder {
    /** League of Legends was released on this day; nothing older can be one of its matches. */
    private static final LocalDate FIRST_DATE = LocalDate.of(2009, 10, 27);

    /** A clock may run ahead, but not by more than a day. */
    private static final long MAX_AHEAD_MILLIS = Duration.ofDays(1).toMillis();

    /** Timestamps below are in seconds: in milliseconds this is 2001, in seconds the year 33658. */
    private static final long FIRST_MILLIS_TIMESTAMP = 1_000_000_000_000L;

    /** Holds every date of {@link LocalDate}'s and any sane clock's, so that arithmetic below cannot overflow. */
    private static final long MAX_TIMESTAMP = 100_000_000_000_000_000L;

    boolean v5;
    String v5Id;
    Long gameStart;
    Long gameCreation;
    Long gameEnd;
    Long gameDuration;
    String gameVersion;
    Integer queueId;
    String gameMode;
    String platformId;
    String endOfGameResult;
    List<ParticipantBuilder> v5Participants;

    String flatId;
    Long flatTimestamp;
    Integer flatDuration;
    List<ParticipantBuilder> flatParticipants;

    Match build(long recordTimestampMillis) throws MatchRejectedException {
        String id = v5 ? v5Id : flatId;
        if (id == null || id.isBlank()) {
            throw reject(NO_MATCH_ID, (v5 ? "metadata.matchId" : "match_id") + " is missing or empty");
        }
        long timestamp = timestampMillis();
        List<ParticipantBuilder> participants = v5 ? v5Participants : flatParticipants;
        if (participants == null || participants.isEmpty()) {
            throw reject(NO_PARTICIPANTS, (v5 ? "info.participants" : "participants") + " is missing or empty");
        }
        judgeDate(timestamp, recordTimestampMillis);
        if (v5) {
            for (ParticipantBuilder participant : participants) {
                deriveFromV5(participant);
            }
        }
        return new Match(
                id,
                timestamp,
                durationSeconds(),
                gameVersion,
                queueId,
                gameMode,
                platformId,
                endOfGameResult,
                ParticipantIds.assign(participants));
    }

    private long timestampMillis() throws MatchRejectedException {
        Long timestamp = v5 ? firstPresent(gameStart, gameCreation) : flatTimestamp;
        if (timestamp == null) {
            throw reject(
                    NO_TIMESTAMP, (v5 ? "info.gameStartTimestamp and gameCreation are" : "timestamp is") + " missing");
        }
        if (timestamp < 0 || timestamp > MAX_TIMESTAMP) {
            throw reject(DATE_OUT_OF_RANGE, "timestamp " + timestamp + " is no time of a match");
        }
        return timestamp < FIRST_MILLIS_TIMESTAMP ? timestamp * 1000 : timestamp;
    }

    private static Long firstPresent(Long first, Long second) {
        return first == null || first == 0 ? second : first;
    }

    private static void judgeDate(long timestamp, long recordTimestampMillis) throws MatchRejectedException {
        if (timestamp > recordTimestampMillis + MAX_AHEAD_MILLIS) {
            throw reject(
                    DATE_OUT_OF_RANGE,
                    "timestamp " + Instant.ofEpochMilli(timestamp) + " is more than a day after its Kafka record's, "
                            + Instant.ofEpochMilli(recordTimestampMillis));
        }
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(timestamp), ZoneOffset.UTC);
        if (date.isBefore(FIRST_DATE)) {
            throw reject(DATE_OUT_OF_RANGE, "match date " + date + " is before " + FIRST_DATE);
        }
    }

    private Integer durationSeconds() throws MatchRejectedException {
        if (!v5) {
            return flatDuration;
        }
        if (gameDuration == null) {
            return null;
        }
        // Before patch 11.20 there is no end timestamp, and the duration is in milliseconds.
        long seconds = gameEnd == null ? gameDuration / 1000 : gameDuration;
        if (seconds != (int) seconds) {
            throw reject(WRONG_TYPE, "info.gameDuration " + gameDuration + " does not fit 32 bits of seconds");
        }
        return (int) seconds;
    }

    private static void deriveFromV5(ParticipantBuilder p) throws MatchRejectedException {
        if (p.kills != null && p.deaths != null && p.assists != null) {
            p.kda = ((double) p.kills + p.assists) / Math.max(1, p.deaths);
        }
        if (p.minions != null || p.neutralMinions != null) {
            long cs = (p.minions == null ? 0L : p.minions) + (p.neutralMinions == null ? 0L : p.neutralMinions);
            if (cs != (int) cs) {
                throw reject(WRONG_TYPE, "totalMinionsKilled + neutralMinionsKilled = " + cs + " does not fit 32 bits");
            }
            p.cs = (int) cs;
        }
    }

    private static MatchRejectedException reject(RejectReason reason, String detail) {
        return new MatchRejectedException(reason, "Cannot accept match: " + detail);
    }
}
