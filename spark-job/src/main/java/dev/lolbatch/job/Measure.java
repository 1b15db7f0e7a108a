package dev.lolbatch.job;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;

/** What the views add up over participants; each is a column of {@code view_cube}. A value that is missing counts as 0. */
enum Measure {
    GAMES(Unit.ONE, row -> 1),
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

    // A function of the row alone.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToLongFunction<Row> ofParticipant;

    Measure(Unit unit, ToLongFunction<Row> ofParticipant) {
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

    /** A participant's value in the measure's unit; the row has {@link ParticipantColumns}. */
    long of(Row participant) {
        return ofParticipant.applyAsLong(participant);
    }

    private static ToLongFunction<Row> flag(String column) {
        int index = ParticipantColumns.index(column);
        return row -> !row.isNullAt(index) && row.getBoolean(index) ? 1 : 0;
    }

    private static ToLongFunction<Row> whole(String column) {
        int index = ParticipantColumns.index(column);
        return row -> row.isNullAt(index) ? 0 : row.getInt(index);
    }

    private static ToLongFunction<Row> hundredths(String column) {
        int index = ParticipantColumns.index(column);
        return row -> row.isNullAt(index) ? 0 : hundredths(row.getDecimal(index));
    }

    private static long hundredths(BigDecimal value) {
        return value.setScale(2).unscaledValue().longValueExact();
    }
}
