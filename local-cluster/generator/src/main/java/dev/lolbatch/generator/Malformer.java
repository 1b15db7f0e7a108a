package dev.lolbatch.generator;

import dev.lolbatch.generator.GeneratedMessage.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes messages that look like matches and are none. */
final class Malformer {
    private static final Instant FUTURE = Instant.parse("2099-06-01T12:00:00Z");
    private static final Instant BEFORE_LAUNCH = Instant.parse("2009-10-26T23:59:59Z");

    /** A message with the defect, made of a match that no other message tells. */
    MalformedMessage message(GeneratedMatch match, Defect defect) {
        return new MalformedMessage(match.matchId(), payload(match, defect).map(Payload::of), defect);
    }

    private static Optional<byte[]> payload(GeneratedMatch match, Defect defect) {
        return switch (defect) {
            case NOT_JSON -> Optional.of(bytes("<html><body>503 Service Unavailable " + match.matchId() + "</body>"));
            case TRUNCATED -> Optional.of(truncated(match.toMatchV5Json()));
            case NO_MATCH_ID -> Optional.of(withoutMatchId(match));
            case NO_TIMESTAMP -> Optional.of(withoutTimestamp(match));
            case NO_PARTICIPANTS -> Optional.of(withoutParticipants(match));
            case WRONG_TYPE -> Optional.of(wrongType(match));
            case NULL_VALUE -> Optional.empty();
            case FUTURE_DATE -> Optional.of(at(FUTURE, match).toMatchV5Json());
            case BEFORE_LAUNCH -> Optional.of(at(BEFORE_LAUNCH, match).toFlatJson());
            case V4_SCHEMA -> Optional.of(MatchV4Json.write(match));
        };
    }

    private static byte[] truncated(byte[] whole) {
        return Arrays.copyOf(whole, whole.length * 2 / 3);
    }

    private static byte[] withoutMatchId(GeneratedMatch match) {
        return bytes(text(match.toFlatJson()).replaceFirst("\"match_id\":\"[^\"]*\",", ""));
    }

    /** Match-V5 has three timestamps, and one is enough. */
    private static byte[] withoutTimestamp(GeneratedMatch match) {
        return bytes(text(match.toMatchV5Json())
                .replaceAll("\"(gameCreation|gameStartTimestamp|gameEndTimestamp)\":\\d+,", ""));
    }

    private static byte[] withoutParticipants(GeneratedMatch match) {
        GeneratedMatch hollow = new GeneratedMatch(
                match.platformId(),
                match.gameId(),
                match.queue(),
                match.patch(),
                match.start(),
                0,
                Ending.ABORTED,
                List.of(),
                match.detailSeed());
        return hollow.toMatchV5Json();
    }

    private static byte[] wrongType(GeneratedMatch match) {
        return bytes(text(match.toFlatJson()).replaceFirst("\"kills\":\\d+", "\"kills\":{\"total\":\"many\"}"));
    }

    private static GeneratedMatch at(Instant start, GeneratedMatch match) {
        return new GeneratedMatch(
                match.platformId(),
                match.gameId(),
                match.queue(),
                match.patch(),
                start,
                match.durationSeconds(),
                match.ending(),
                match.participants(),
                match.detailSeed());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
