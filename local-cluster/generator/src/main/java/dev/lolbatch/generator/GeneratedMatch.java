package dev.lolbatch.generator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A match, independent of the form in which it is told.
 *
 * @param platformId the region's servers, such as KR
 * @param gameId unique together with the platform
 * @param start UTC, when it began: its time and its date
 * @param durationSeconds from start to end
 * @param detailSeed fixes all that the payloads hold beyond this model
 */
public record GeneratedMatch(
        String platformId,
        long gameId,
        Queue queue,
        Patch patch,
        Instant start,
        int durationSeconds,
        Ending ending,
        List<GeneratedParticipant> participants,
        long detailSeed) {

    public GeneratedMatch {
        participants = List.copyOf(participants);
    }

    /** As Riot writes it: KR_7012345678. */
    public String matchId() {
        return platformId + "_" + gameId;
    }

    /** The UTC date of the start. */
    public LocalDate date() {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    /** Whether the match was given up early since a player was missing. */
    public boolean remake() {
        return ending == Ending.REMADE;
    }

    /** UTF-8, in the form of Riot's Match-V5 as it was at the match's patch; the same bytes every time. */
    public byte[] toMatchV5Json() {
        return MatchV5Json.write(this);
    }

    /** UTF-8, in the flat form; the same bytes every time. */
    public byte[] toFlatJson() {
        return FlatJson.write(this);
    }

    /** The payload in a form. */
    public byte[] toJson(Form form) {
        return form == Form.MATCH_V5 ? toMatchV5Json() : toFlatJson();
    }

    /** The same match with other scores, as a producer sends it that has corrected something. */
    GeneratedMatch revised() {
        return new GeneratedMatch(
                platformId,
                gameId,
                queue,
                patch,
                start,
                durationSeconds,
                ending,
                participants.stream().map(GeneratedParticipant::revised).toList(),
                detailSeed + 1);
    }
}
