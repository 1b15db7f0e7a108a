package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.stats.Figure;
import dev.lolbatch.orchestrator.stats.Figures;
import dev.lolbatch.orchestrator.stats.StatsService.Subject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A column of figures: its head, and what stands in it. */
enum Column {
    GAMES(Figure.GAMES_PLAYED, "Games", "Games played", 0, "", f -> BigDecimal.valueOf(f.gamesPlayed())),
    WIN_RATE(Figure.WIN_RATE, "Win rate", "Share of the games that were won", 1, "%", Figures::winRate),
    LOW(Figure.WIN_RATE_LOW, "Low", "Lower end of the win rate's 95 % interval", 1, "%", Figures::winRateLow),
    HIGH(Figure.WIN_RATE_HIGH, "High", "Upper end of the win rate's 95 % interval", 1, "%", Figures::winRateHigh),
    WINS(Figure.WINS, "Wins", "Games won", 0, "", f -> BigDecimal.valueOf(f.wins())),
    PICK_RATE(Figure.PICK_RATE, "Pick rate", "Games in a hundred matches", 1, "%", Figures::pickRate),
    KDA(Figure.AVG_KDA, "KDA", "Kills and assists a death, average of a game", 2, "", Figures::avgKda),
    KILLS(Figure.AVG_KILLS, "Kills", "Kills a game", 1, "", Figures::avgKills),
    DEATHS(Figure.AVG_DEATHS, "Deaths", "Deaths a game", 1, "", Figures::avgDeaths),
    ASSISTS(Figure.AVG_ASSISTS, "Assists", "Assists a game", 1, "", Figures::avgAssists),
    TEAM_PARTICIPATION(
            Figure.AVG_TEAM_KILL_PARTICIPATION,
            "Kill part.",
            "Kill participation: kills and assists by the kills of the team",
            2,
            "",
            Figures::avgTeamKillParticipation),
    GOLD_PER_MINUTE(Figure.AVG_GPM, "Gold/min", "Gold a minute", 0, "", Figures::avgGpm),
    DAMAGE_PER_MINUTE(Figure.AVG_DPM, "Dmg/min", "Damage to champions a minute", 0, "", Figures::avgDpm),
    CS_PER_MINUTE(Figure.AVG_CSPM, "CS/min", "Minions and monsters a minute", 1, "", Figures::avgCspm),
    GOLD(Figure.AVG_GOLD, "Gold", "Gold a game", 0, "", Figures::avgGold),
    DAMAGE(Figure.AVG_DAMAGE, "Damage", "Damage to champions a game", 0, "", Figures::avgDamage),
    CS(Figure.AVG_CS, "CS", "Minions and monsters a game", 0, "", Figures::avgCs),
    VISION(Figure.AVG_VISION_SCORE, "Vision", "Vision score a game", 1, "", Figures::avgVisionScore),
    PARTICIPATION(
            Figure.AVG_KILL_PARTICIPATION,
            "(K+A)/10",
            "Kills and assists by the ten players of a match",
            2,
            "",
            Figures::avgKillParticipation),
    DURATION(Figure.AVG_DURATION_SECONDS, "Seconds", "Length of a game in seconds", 0, "", Figures::avgDurationSeconds);

    private static final Set<Column> IN_SUMMARIES = EnumSet.of(
            PICK_RATE,
            KDA,
            KILLS,
            DEATHS,
            ASSISTS,
            TEAM_PARTICIPATION,
            GOLD_PER_MINUTE,
            DAMAGE_PER_MINUTE,
            CS_PER_MINUTE,
            VISION);

    private final Figure figure;
    private final String title;
    private final String hint;
    private final int places;
    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // It reads a record, and holds nothing.
    private final Function<Figures, BigDecimal> value;

    Column(Figure figure, String title, String hint, int places, String unit, Function<Figures, BigDecimal> value) {
        this.figure = figure;
        this.title = title;
        this.hint = hint;
        this.places = places;
        this.unit = unit;
        this.value = value;
    }

    /** Those that say something of a subject: each position is played twice in a match, and so has no pick rate. */
    static List<Column> of(Subject subject) {
        return Arrays.stream(values())
                .filter(column -> subject == Subject.CHAMPION || column != PICK_RATE)
                .toList();
    }

    /** Whether it stands at the head of a page, beside games and win rate. */
    boolean isInSummaries() {
        return IN_SUMMARIES.contains(this);
    }

    Figure figure() {
        return figure;
    }

    String title() {
        return title;
    }

    String hint() {
        return hint;
    }

    String text(Figures figures) {
        return Shown.rounded(value.apply(figures), places) + unit;
    }

    String value(Figures figures) {
        return value.apply(figures).toPlainString();
    }
}
