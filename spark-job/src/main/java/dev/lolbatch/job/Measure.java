package dev.lolbatch.job;

import java.util.Locale;
import java.util.function.ToLongFunction;

/** What the views add up over participants; each is a column of {@code view_cube}. A value that is missing counts as 0. */
enum Measure {
    GAMES(Unit.ONE, participant -> 1),
    WINS(Unit.ONE, flag("win")),
    KILLS(Unit.ONE, whole("kills")),
    DEATHS(Unit.ONE, whole("deaths")),
    ASSISTS(Unit.ONE, whole("assists")),
    KDA(Unit.HUNDREDTH, hundredths("kda_calculated")),
    GOLD_PER_MINUTE(Unit.HUNDREDTH, hundredths("gold_per_minute")),
    DAMAGE_PER_MINUTE(Unit.HUNDREDTH, hundredths("damage_per_minute")),
    CS_PER_MINUTE(Unit.HUNDREDTH, hundredths("cs_per_minute")),
    KILL_PARTICIPATION(Unit.HUNDREDTH, hundredths("kill_participation")),
    TEAM_KILL_PARTICIPATION(Unit.HUNDREDTH, hundredths("team_kill_participation")),
    GOLD_EARNED(Unit.ONE, whole("gold_earned")),
    TOTAL_DAMAGE(Unit.ONE, whole("total_damage")),
    CS(Unit.ONE, whole("cs")),
    VISION_SCORE(Unit.ONE, whole("vision_score")),
    DURATION_SECONDS(Unit.ONE, whole("match_duration"));

    /** What a sum counts. */
    enum Unit {
        ONE,
        /** A decimal of scale 2 is kept as the whole number of its hundredths, which is exact and fast. */
        HUNDREDTH
    }

    private final Unit unit;

    // A function of the participant alone.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToLongFunction<Participant> ofParticipant;

    Measure(Unit unit, ToLongFunction<Participant> ofParticipant) {
        this.unit = unit;
        this.ofParticipant = ofParticipant;
    }

    /** Its column in {@code view_cube}. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    Unit unit() {
        return unit;
    }

    /** A participant's value in the measure's unit. */
    long of(Participant participant) {
        return ofParticipant.applyAsLong(participant);
    }

    private static ToLongFunction<Participant> flag(String column) {
        int index = ParticipantColumns.index(column);
        return participant -> participant.flag(index) ? 1 : 0;
    }

    private static ToLongFunction<Participant> whole(String column) {
        int index = ParticipantColumns.index(column);
        return participant -> participant.whole(index);
    }

    private static ToLongFunction<Participant> hundredths(String column) {
        int index = ParticipantColumns.index(column);
        return participant -> participant.hundredths(index);
    }
}
