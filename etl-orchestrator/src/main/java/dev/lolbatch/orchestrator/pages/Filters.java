package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.stats.Choices;
import dev.lolbatch.orchestrator.stats.Figure;
import dev.lolbatch.orchestrator.stats.RowRequest;
import dev.lolbatch.orchestrator.stats.StatsFilter;
import dev.lolbatch.orchestrator.stats.StatsService;
import dev.lolbatch.orchestrator.stats.StatsService.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The form by which statistics are filtered. Its fields are the parameters of the page's URL.
 *
 * @param fields those that it has, by name
 * @param names of the champions that there are
 */
record Filters(PageQuery query, List<Field> fields, List<String> names) {
    private static final List<String> POSITIONS = List.of("TOP", "JUNGLE", "MIDDLE", "BOTTOM", "UTILITY", "NONE");
    private static final List<Integer> LIMITS = List.of(10, 20, 50, 100);

    /**
     * A field.
     *
     * @param type of the input; {@code select} for one with options
     */
    record Field(String name, String label, String type, String value, List<Option> options) {
        static Field input(String name, String label, String type, String value) {
            return new Field(name, label, type, value, List.of());
        }

        static Field select(String name, String label, String value, List<Option> options) {
            return new Field(name, label, "select", value, options);
        }
    }

    /** One of a field's values. */
    record Option(String value, String label) {}

    /**
     * Of a page with rows that are about champions or positions.
     *
     * @param filter with names as the views have them
     */
    static Filters ofRows(PageQuery query, StatsFilter filter, RowRequest rows, List<Column> columns, Choices choices) {
        return new Filters(
                query,
                Stream.of(
                                Stream.of(champion(filter), position(filter)),
                                games(filter, choices),
                                Stream.of(Field.input(
                                        "min_games",
                                        "Games at least",
                                        "number",
                                        rows.minGames() == 0 ? "" : Long.toString(rows.minGames()))),
                                order(query, rows, columns))
                        .flatMap(fields -> fields)
                        .toList(),
                choices.champions());
    }

    /**
     * Of a page about one champion or position.
     *
     * @param filter with names as the views have them
     */
    static Filters ofProfile(PageQuery query, Subject subject, StatsFilter filter, Choices choices) {
        boolean isOfChampion = subject == Subject.CHAMPION;
        return new Filters(
                query,
                Stream.concat(Stream.of(isOfChampion ? position(filter) : champion(filter)), games(filter, choices))
                        .toList(),
                isOfChampion ? List.of() : choices.champions());
    }

    /** Whether the page shows less than all of it. */
    public boolean isNarrowed() {
        return query.values().keySet().stream().anyMatch(name -> !name.equals("sort") && !name.equals("order"));
    }

    /** Whether single dates are asked for. */
    public boolean isOfDates() {
        return Stream.of("date", "from", "to").anyMatch(query.values()::containsKey);
    }

    /** Of how many dates days are shown where none are asked for. */
    public int newestDates() {
        return StatsService.DAYS;
    }

    private static Field champion(StatsFilter filter) {
        return Field.input("champion", "Champion", "text", filter.champion().orElse(""));
    }

    private static Field position(StatsFilter filter) {
        return Field.select(
                "position",
                "Position",
                filter.position().orElse(""),
                withAny("All positions", POSITIONS.stream().map(name -> new Option(name, Shown.position(name)))));
    }

    private static Stream<Field> games(StatsFilter filter, Choices choices) {
        List<Option> patches = withAny(
                "All patches",
                Stream.concat(choices.patches().stream(), filter.patch().stream())
                        .distinct()
                        .map(patch -> new Option(patch, patch)));
        List<Option> queues = withAny(
                "All queues",
                IntStream.concat(choices.queues().stream().mapToInt(id -> id), filter.queue().stream())
                        // Of matches whose form has none, which a URL cannot ask for.
                        .filter(id -> id >= 0)
                        .distinct()
                        .mapToObj(id -> new Option(Integer.toString(id), Shown.queue(id))));
        return Stream.of(
                Field.select("patch", "Patch", filter.patch().orElse(""), patches),
                Field.select(
                        "queue",
                        "Queue",
                        filter.queue().stream()
                                .mapToObj(Integer::toString)
                                .findFirst()
                                .orElse(""),
                        queues),
                Field.input(
                        "from",
                        "From",
                        "date",
                        filter.from().map(Object::toString).orElse("")),
                Field.input(
                        "to", "To", "date", filter.to().map(Object::toString).orElse("")));
    }

    private static Stream<Field> order(PageQuery query, RowRequest rows, List<Column> columns) {
        List<Option> figures = Stream.concat(
                        Stream.of(new Option(Figure.NAME.toString(), "Name")),
                        columns.stream()
                                .map(column -> new Option(column.figure().toString(), column.title())))
                .toList();
        return Stream.of(
                Field.select("sort", "Sort by", rows.sort().toString(), figures),
                Field.select(
                        "order",
                        "Order",
                        rows.order().name().toLowerCase(Locale.ROOT),
                        List.of(new Option("desc", "Highest first"), new Option("asc", "Lowest first"))),
                Field.select(
                        "limit",
                        "Rows",
                        query.value("limit"),
                        withAny(
                                "All",
                                IntStream.concat(
                                                LIMITS.stream().mapToInt(limit -> limit),
                                                query.value("limit").isEmpty()
                                                        ? IntStream.empty()
                                                        : IntStream.of(rows.limit()))
                                        .distinct()
                                        .sorted()
                                        .mapToObj(limit -> new Option(Integer.toString(limit), "At most " + limit)))));
    }

    private static List<Option> withAny(String label, Stream<Option> options) {
        List<Option> all = new ArrayList<>(List.of(new Option("", label)));
        options.forEach(all::add);
        return all;
    }
}
