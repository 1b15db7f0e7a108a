package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/** What rows can be ordered by, named as in the answer. */
public enum Figure {
    NAME(null),
    GAMES_PLAYED(figures -> BigDecimal.valueOf(figures.gamesPlayed())),
    WINS(figures -> BigDecimal.valueOf(figures.wins())),
    WIN_RATE(Figures::winRate),
    WIN_RATE_LOW(Figures::winRateLow),
    WIN_RATE_HIGH(Figures::winRateHigh),
    PICK_RATE(Figures::pickRate),
    AVG_KILLS(Figures::avgKills),
    AVG_DEATHS(Figures::avgDeaths),
    AVG_ASSISTS(Figures::avgAssists),
    AVG_KDA(Figures::avgKda),
    AVG_GPM(Figures::avgGpm),
    AVG_DPM(Figures::avgDpm),
    AVG_CSPM(Figures::avgCspm),
    AVG_KILL_PARTICIPATION(Figures::avgKillParticipation),
    AVG_TEAM_KILL_PARTICIPATION(Figures::avgTeamKillParticipation),
    AVG_GOLD(Figures::avgGold),
    AVG_DAMAGE(Figures::avgDamage),
    AVG_CS(Figures::avgCs),
    AVG_VISION_SCORE(Figures::avgVisionScore),
    AVG_DURATION_SECONDS(Figures::avgDurationSeconds);

    @SuppressWarnings("ImmutableEnumChecker") // A comparator of records holds nothing.
    private final Comparator<StatsRow> ascending;

    Figure(Function<Figures, BigDecimal> value) {
        this.ascending = value == null
                ? Comparator.comparing(StatsRow::name)
                : Comparator.comparing(row -> value.apply(row.figures()));
    }

    /** Equals by name, so that the order is the same each time. */
    Comparator<StatsRow> order(Order order) {
        Comparator<StatsRow> wanted = order == Order.ASC ? ascending : ascending.reversed();
        return wanted.thenComparing(StatsRow::name);
    }

    /** Which is the more telling end. */
    public Order usualOrder() {
        return this == NAME ? Order.ASC : Order.DESC;
    }

    /** As it is written in a request. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which end comes first. */
    public enum Order {
        ASC,
        DESC
    }
}
