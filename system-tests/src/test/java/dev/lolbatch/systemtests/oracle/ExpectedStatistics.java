package dev.lolbatch.systemtests.oracle;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * What {@code /stats} must answer, DESIGN 3.6 and ADR 18: each figure from the participants of the games in question, by exact
 * sums that are rounded once. Rows are maps by name, as in the JSON.
 */
public final class ExpectedStatistics {
    /** The averages that a row has, and the column that each is of. */
    private static final Map<String, String> AVERAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("avg_kills", "kills"),
            Map.entry("avg_deaths", "deaths"),
            Map.entry("avg_assists", "assists"),
            Map.entry("avg_kda", "kda_calculated"),
            Map.entry("avg_gpm", "gold_per_minute"),
            Map.entry("avg_dpm", "damage_per_minute"),
            Map.entry("avg_cspm", "cs_per_minute"),
            Map.entry("avg_kill_participation", "kill_participation"),
            Map.entry("avg_team_kill_participation", "team_kill_participation"),
            Map.entry("avg_gold", "gold_earned"),
            Map.entry("avg_damage", "total_damage"),
            Map.entry("avg_cs", "cs"),
            Map.entry("avg_vision_score", "vision_score"),
            Map.entry("avg_duration_seconds", "match_duration")));

    /** The 97.5th percentile of the standard normal distribution. */
    private static final BigDecimal Z = new BigDecimal("1.959963984540054");

    private static final MathContext PRECISE = MathContext.DECIMAL128;
    private static final List<String> DATES = List.of("date", "from", "to");
    private static final List<String> OF_MATCHES = List.of("date", "from", "to", "patch", "queue");
    private static final int PATCHES_OF_A_PAGE = 12;
    private static final int DAYS_OF_A_PAGE = 30;
    private static final int MOST_DAYS_OF_A_PAGE = 366;

    private final Collection<Map<String, Object>> participants;

    private ExpectedStatistics(Collection<Map<String, Object>> participants) {
        this.participants = participants;
    }

    /** After runs for all dates of the tables. */
    public static ExpectedStatistics of(ExpectedTables tables) {
        return new ExpectedStatistics(tables.participants().values());
    }

    /** What rows are of: its path, the column of its name, and the parameter that asks for one. */
    public enum Subject {
        CHAMPION("champions", "champion_name", "champion"),
        POSITION("positions", "position", "position");

        private final String path;
        private final String column;
        private final String parameter;

        Subject(String path, String column, String parameter) {
            this.path = path;
            this.column = column;
            this.parameter = parameter;
        }

        /** Of the resource, and the name of the list in its answer. */
        public String path() {
            return path;
        }

        public String column() {
            return column;
        }

        public String parameter() {
            return parameter;
        }

        private Subject other() {
            return this == CHAMPION ? POSITION : CHAMPION;
        }
    }

    /** What rows can be ordered by. */
    public static List<String> sorts() {
        return Stream.concat(
                        Stream.of(
                                "name",
                                "games_played",
                                "wins",
                                "win_rate",
                                "win_rate_low",
                                "win_rate_high",
                                "pick_rate"),
                        AVERAGES.keySet().stream())
                .toList();
    }

    /** A row for each champion or position with a game, in the order that is asked for. */
    public List<Map<String, Object>> rows(Subject subject, Question question) {
        long leastGames = question.value("min_games").map(Long::parseLong).orElse(1L);
        long limit = question.value("limit").map(Long::parseLong).orElse(Long.MAX_VALUE);
        return withChanges(subject, question).values().stream()
                .filter(row -> (long) row.get("games_played") >= leastGames)
                .sorted(order(subject, question))
                .limit(limit)
                .toList();
    }

    /** What figures stand on; views by their names alone. */
    public Map<String, Object> basis(Question question) {
        List<LocalDate> dates = dates(question);
        Map<String, Object> basis = new LinkedHashMap<>();
        basis.put(
                "views",
                isOfDates(question) ? dates.stream().map(LocalDate::toString).toList() : List.of("all"));
        if (!dates.isEmpty()) {
            basis.put("first_date", dates.get(0).toString());
            basis.put("last_date", dates.get(dates.size() - 1).toString());
        }
        basis.put("dates", (long) dates.size());
        basis.put("matches", matches(question));
        basis.put("participants", games(question).count());
        return basis;
    }

    /** The page of a champion or position that has a game in question. */
    public Map<String, Object> page(Subject subject, String name, Question question) {
        Question own = question.with(subject.parameter, name);
        Subject other = subject.other();
        Map<String, Object> page = new LinkedHashMap<>(withChanges(subject, own).get(name));
        page.put("basis", basis(own));
        page.put(
                other.path(),
                figures(other, own).values().stream()
                        .sorted(order(other, Question.ALL))
                        .toList());
        page.put("patches", patches(subject, name, own));
        page.put("days", days(subject, name, own));
        return page;
    }

    private List<Map<String, Object>> patches(Subject subject, String name, Question own) {
        return own.value("patch").map(List::of).orElseGet(() -> patches(own)).stream()
                .limit(PATCHES_OF_A_PAGE)
                .flatMap(patch ->
                        one(subject, name, own.with("patch", patch)).map(row -> renamed(row, subject, "patch", patch)))
                .toList();
    }

    private List<Map<String, Object>> days(Subject subject, String name, Question own) {
        return dates(own).stream()
                .sorted(reverseOrder())
                .limit(isOfDates(own) ? MOST_DAYS_OF_A_PAGE : DAYS_OF_A_PAGE)
                .flatMap(date -> one(subject, name, own.without(DATES).with("date", date))
                        .map(row -> renamed(row, subject, "date", date.toString())))
                .toList();
    }

    private Stream<Map<String, Object>> one(Subject subject, String name, Question question) {
        return Stream.ofNullable(figures(subject, question).get(name));
    }

    private static Map<String, Object> renamed(Map<String, Object> row, Subject subject, String column, String name) {
        Map<String, Object> renamed = new LinkedHashMap<>(row);
        renamed.remove(subject.column());
        renamed.put(column, name);
        return renamed;
    }

    /** Equals by their names. */
    private static Comparator<Map<String, Object>> order(Subject subject, Question question) {
        String sort = question.value("sort").orElse("games_played");
        Comparator<Map<String, Object>> byName = comparing(row -> (String) row.get(subject.column()));
        Comparator<Map<String, Object>> ascending = sort.equals("name")
                ? byName
                : comparing(row -> new BigDecimal(row.get(sort).toString()));
        String order = question.value("order").orElse(sort.equals("name") ? "asc" : "desc");
        return (order.equals("asc") ? ascending : ascending.reversed()).thenComparing(byName);
    }

    /** With the change from the patch before to the newest one or the one in question, where a row has games of both. */
    private Map<String, Map<String, Object>> withChanges(Subject subject, Question question) {
        Map<String, Map<String, Object>> rows = figures(subject, question);
        List<String> patches = patches(question);
        int newer = question.value("patch").map(patches::indexOf).orElse(0);
        if (newer >= 0 && newer + 1 < patches.size()) {
            String patch = patches.get(newer);
            String previous = patches.get(newer + 1);
            Map<String, Map<String, Object>> after = figures(subject, question.with("patch", patch));
            Map<String, Map<String, Object>> before = figures(subject, question.with("patch", previous));
            rows.forEach((name, row) -> {
                if (after.containsKey(name) && before.containsKey(name)) {
                    row.put("change", change(patch, after.get(name), previous, before.get(name)));
                }
            });
        }
        return rows;
    }

    /** Of the rates as they are shown. */
    private static Map<String, Object> change(
            String patch, Map<String, Object> after, String previous, Map<String, Object> before) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("patch", patch);
        change.put("previous_patch", previous);
        for (String rate : List.of("win_rate", "pick_rate")) {
            change.put(rate, ((BigDecimal) after.get(rate)).subtract((BigDecimal) before.get(rate)));
        }
        change.put("previous_games_played", before.get("games_played"));
        return change;
    }

    private Map<String, Map<String, Object>> figures(Subject subject, Question question) {
        long matches = matches(question);
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        games(question)
                .collect(groupingBy(game -> (String) game.get(subject.column())))
                .forEach((name, games) -> rows.put(name, figures(subject, name, games, matches)));
        return rows;
    }

    private static Map<String, Object> figures(
            Subject subject, String name, List<Map<String, Object>> games, long matches) {
        long wins = games.stream().filter(game -> game.get("win").equals(true)).count();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(subject.column(), name);
        row.put("games_played", (long) games.size());
        row.put("wins", wins);
        row.put("win_rate", ExpectedTables.quotient(100 * wins, games.size()));
        row.put("win_rate_low", wilson(wins, games.size(), BigDecimal::subtract));
        row.put("win_rate_high", wilson(wins, games.size(), BigDecimal::add));
        row.put("pick_rate", ExpectedTables.quotient(100L * games.size(), matches));
        AVERAGES.forEach((figure, column) -> row.put(figure, ExpectedTables.average(games, column)));
        return row;
    }

    /** A bound of the 95 % score interval, percent: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). */
    private static BigDecimal wilson(long wins, long games, BinaryOperator<BigDecimal> side) {
        BigDecimal n = BigDecimal.valueOf(games);
        BigDecimal p = BigDecimal.valueOf(wins).divide(n, PRECISE);
        BigDecimal z2 = Z.multiply(Z);
        BigDecimal centre = p.add(z2.divide(n.multiply(BigDecimal.valueOf(2)), PRECISE));
        BigDecimal variance = p.multiply(BigDecimal.ONE.subtract(p)).divide(n, PRECISE);
        BigDecimal margin = Z.multiply(variance.add(z2.divide(n.multiply(n).multiply(BigDecimal.valueOf(4)), PRECISE))
                .sqrt(PRECISE));
        return side.apply(centre, margin)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.ONE.add(z2.divide(n, PRECISE)), 2, RoundingMode.HALF_UP);
    }

    private Stream<Map<String, Object>> games(Question question) {
        return participants.stream().filter(row -> row.get("remake").equals(false) && question.selects(row));
    }

    /** Of the dates, the patch and the queue in question. */
    private long matches(Question question) {
        return games(question.only(OF_MATCHES))
                .map(game -> List.of(game.get("match_date"), game.get("match_id")))
                .distinct()
                .count();
    }

    /** Of the dates in question, newest first. */
    private List<String> patches(Question question) {
        return games(question.only(DATES))
                .map(game -> (String) game.get("patch"))
                .filter(Objects::nonNull)
                .distinct()
                .sorted(comparing(ExpectedStatistics::season)
                        .thenComparing(ExpectedStatistics::number)
                        .reversed())
                .toList();
    }

    private static int season(String patch) {
        return Integer.parseInt(patch.substring(0, patch.indexOf('.')));
    }

    private static int number(String patch) {
        return Integer.parseInt(patch.substring(patch.indexOf('.') + 1));
    }

    /** Those that are published and in question, oldest first. */
    private List<LocalDate> dates(Question question) {
        return participants.stream()
                .filter(question.only(DATES)::selects)
                .map(row -> (LocalDate) row.get("match_date"))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isOfDates(Question question) {
        return DATES.stream().anyMatch(name -> question.value(name).isPresent());
    }
}
