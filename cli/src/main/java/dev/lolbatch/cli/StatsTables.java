package dev.lolbatch.cli;

import dev.lolbatch.cli.Statistics.Basis;
import dev.lolbatch.cli.Statistics.Row;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Statistics as people read them. */
final class StatsTables {
    private StatsTables() {}

    /** @param subject whose figures a row has, such as {@code CHAMPION} */
    static TextTable of(String subject, List<Row> rows) {
        TextTable table = new TextTable(
                        subject,
                        "GAMES",
                        "WIN %",
                        "95 %",
                        "PICK %",
                        "KDA",
                        "KILLS",
                        "DEATHS",
                        "ASSISTS",
                        "GOLD/MIN",
                        "DAMAGE/MIN",
                        "CS/MIN",
                        "PATCH ±")
                .elastic(subject);
        rows.forEach(row -> table.row(
                Printable.of(row.name()),
                row.gamesPlayed(),
                row.winRate(),
                row.winRateLow() + "-" + row.winRateHigh(),
                row.pickRate(),
                row.avgKda(),
                row.avgKills(),
                row.avgDeaths(),
                row.avgAssists(),
                row.avgGpm(),
                row.avgDpm(),
                row.avgCspm(),
                row.change().map(change -> signed(change.winRate())).orElse("")));
        return table;
    }

    private static String signed(BigDecimal points) {
        return points.signum() > 0 ? "+" + points : points.toString();
    }

    /** What figures stand on, in a sentence. */
    static String basis(Basis basis) {
        if (basis.publishedAt().isEmpty()) {
            return "Nothing is published yet.";
        }
        String dates = basis.firstDate().equals(basis.lastDate())
                ? basis.firstDate().map(Object::toString).orElse("no date")
                : "%s to %s, %d dates"
                        .formatted(
                                basis.firstDate().orElseThrow(),
                                basis.lastDate().orElseThrow(),
                                basis.dates());
        return "Of %d matches of %s; published %s."
                .formatted(basis.matches(), dates, basis.publishedAt().get().truncatedTo(ChronoUnit.SECONDS));
    }
}
