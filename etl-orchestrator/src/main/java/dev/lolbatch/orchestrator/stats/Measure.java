package dev.lolbatch.orchestrator.stats;

import java.util.List;
import java.util.Locale;

/** What a cube has sums of, one a column of {@code view_cube}. */
public enum Measure {
    GAMES,
    WINS,
    KILLS,
    DEATHS,
    ASSISTS,
    GOLD_EARNED,
    TOTAL_DAMAGE,
    CS,
    VISION_SCORE,
    DURATION_SECONDS,
    /** From here on sums of the participants' own figures, each of scale 2. */
    KDA,
    GOLD_PER_MINUTE,
    DAMAGE_PER_MINUTE,
    CS_PER_MINUTE,
    KILL_PARTICIPATION,
    TEAM_KILL_PARTICIPATION;

    private static final List<Measure> ALL = List.of(values());

    static int count() {
        return ALL.size();
    }

    /** Name of the column. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its sums are hundredths. */
    public boolean isDecimal() {
        return compareTo(KDA) >= 0;
    }
}
