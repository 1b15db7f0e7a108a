package dev.lolbatch.orchestrator.stats;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The statistics, from published views alone. Every answer is of the versions that were published at one moment; an answer whose
 * versions were replaced while it was made fails with {@link VersionGoneException}, and is to be made again from those that are
 * published now, as {@link Publication#answer} does.
 */
public final class StatsService {
    /** Of so many dates, the newest ones, a profile has days where none are asked for. */
    public static final int DAYS = 30;

    private static final int PATCHES = 12;
    private static final int MOST_DAYS = 366;

    /** What is published now, and what was when calls began that are still under way. */
    private static final int KEPT_NAMES = 4;

    private final ViewReader reader;
    private final AsyncCache<String, ChampionNames> names =
            Caffeine.newBuilder().maximumSize(KEPT_NAMES).buildAsync();

    public StatsService(ViewStore store) {
        this.reader = new ViewReader(store);
    }

    /** What rows are about. */
    public enum Subject {
        CHAMPION,
        POSITION;

        private String of(CubeRow row) {
            return this == CHAMPION ? row.championName() : row.position();
        }

        private Subject other() {
            return this == CHAMPION ? POSITION : CHAMPION;
        }

        /** The filter for one champion or position. */
        public StatsFilter only(StatsFilter filter, String one) {
            return this == CHAMPION ? filter.ofChampion(Optional.of(one)) : filter.ofPosition(Optional.of(one));
        }
    }

    /** One row for each champion or position that has a game. */
    public Uni<StatsAnswer> rows(PublishedViews views, Subject subject, StatsFilter filter, RowRequest request) {
        return named(views, filter)
                .chain(named -> Selection.of(reader, views, named))
                .chain(selection -> selection.totals(subject::of).chain(totals -> changes(selection, subject::of)
                        .map(changes -> new StatsAnswer(selection.basis(totals), rows(totals, changes, request)))));
    }

    /** Fails with UNKNOWN_CHAMPION or UNKNOWN_POSITION when nothing is published of it. */
    public Uni<Profile> profile(PublishedViews views, Subject subject, String typed, StatsFilter filter) {
        return named(views, subject.only(filter, typed))
                .chain(named -> Selection.of(reader, views, named))
                .chain(selection ->
                        selection.totals(subject::of).chain(totals -> profile(views, subject, selection, totals)));
    }

    private Uni<Profile> profile(PublishedViews views, Subject subject, Selection selection, Totals totals) {
        String name = (subject == Subject.CHAMPION
                        ? selection.filter().champion()
                        : selection.filter().position())
                .orElseThrow();
        if (totals.of(name).games() == 0) {
            return Uni.createFrom().failure(noGames(subject, name));
        }
        return Uni.combine()
                .all()
                .unis(
                        changes(selection, subject::of),
                        selection.totals(subject.other()::of),
                        patches(selection, name),
                        days(views, selection, name))
                .asTuple()
                .map(parts -> new Profile(
                        selection.basis(totals),
                        StatsRow.of(
                                name,
                                totals.of(name),
                                totals.matches(),
                                Optional.ofNullable(parts.getItem1().get(name))),
                        rows(parts.getItem2(), Map.of(), RowRequest.ALL),
                        parts.getItem3(),
                        parts.getItem4()));
    }

    private static OrchestratorException noGames(Subject subject, String name) {
        return new OrchestratorException(
                subject == Subject.CHAMPION ? ErrorCode.UNKNOWN_CHAMPION : ErrorCode.UNKNOWN_POSITION,
                "Cannot show " + name + ": no run has counted a game of it with these filters; ask for fewer of them");
    }

    private static List<StatsRow> rows(Totals totals, Map<String, Figures.Change> changes, RowRequest request) {
        return totals.sums().entrySet().stream()
                .filter(entry -> entry.getValue().games() >= Math.max(1, request.minGames()))
                .map(entry -> StatsRow.of(
                        entry.getKey(),
                        entry.getValue(),
                        totals.matches(),
                        Optional.ofNullable(changes.get(entry.getKey()))))
                .sorted(request.sort().order(request.order()))
                .limit(request.limit())
                .toList();
    }

    /** From the patch before to the newest one, or to the one that is asked for. */
    private static Uni<Map<String, Figures.Change>> changes(Selection selection, Function<CubeRow, String> name) {
        List<String> patches = selection.patches();
        int newest = selection.filter().patch().map(patches::indexOf).orElse(0);
        if (newest < 0 || newest + 1 >= patches.size()) {
            return Uni.createFrom().item(Map.of());
        }
        String patch = patches.get(newest);
        String previous = patches.get(newest + 1);
        return selection.totalsOfPatch(patch, name).chain(after -> selection
                .totalsOfPatch(previous, name)
                .map(before -> changes(patch, after, previous, before)));
    }

    private static Map<String, Figures.Change> changes(String patch, Totals after, String previous, Totals before) {
        Map<String, Figures.Change> changes = new TreeMap<>();
        after.sums().forEach((name, now) -> {
            Sums then = before.of(name);
            if (now.games() > 0 && then.games() > 0) {
                BigDecimal pickRate = Sums.percent(now.games(), after.matches())
                        .subtract(Sums.percent(then.games(), before.matches()));
                changes.put(
                        name,
                        new Figures.Change(
                                patch, previous, now.winRate().subtract(then.winRate()), pickRate, then.games()));
            }
        });
        return changes;
    }

    private static Uni<List<StatsRow>> patches(Selection selection, String name) {
        List<String> patches = selection.filter().patch().map(List::of).orElseGet(selection::patches);
        return ordered(patches.stream().limit(PATCHES).toList(), patch -> selection
                .totalsOfPatch(patch, row -> name)
                .map(totals -> row(patch, totals.of(name), totals.matches())));
    }

    private Uni<List<StatsRow>> days(PublishedViews views, Selection selection, String name) {
        int limit = selection.filter().isOfDates() ? MOST_DAYS : DAYS;
        return ordered(selection.lastDates(limit), date -> Selection.of(
                        reader, views, selection.filter().ofDates(date, date))
                .chain(day -> day.totals(row -> name))
                .map(totals -> row(date.toString(), totals.of(name), totals.matches())));
    }

    private static Optional<StatsRow> row(String label, Sums sums, long matches) {
        return sums.games() == 0 ? Optional.empty() : Optional.of(StatsRow.of(label, sums, matches, Optional.empty()));
    }

    private static <K> Uni<List<StatsRow>> ordered(List<K> keys, Function<K, Uni<Optional<StatsRow>>> row) {
        return Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUniAndConcatenate(row::apply)
                .collect()
                .asList()
                .map(rows -> rows.stream().flatMap(Optional::stream).toList());
    }

    /** The filter with names as the views have them. Fails with UNKNOWN_CHAMPION or UNKNOWN_POSITION. */
    public Uni<StatsFilter> named(PublishedViews views, StatsFilter filter) {
        StatsFilter placed = filter.ofPosition(filter.position().map(Positions::named));
        if (filter.champion().isEmpty() || views.all().isEmpty()) {
            return Uni.createFrom().item(placed);
        }
        return champions(views).map(known -> placed.ofChampion(filter.champion().map(known::find)));
    }

    /** What there is to choose from, in all that is published. */
    public Uni<Choices> choices(PublishedViews views) {
        return Selection.of(reader, views, StatsFilter.NONE).chain(all -> all.totals(CubeRow::championName)
                .map(totals -> new Choices(
                        all.patches(),
                        List.copyOf(totals.queues()),
                        totals.sums().keySet().stream().sorted().toList())));
    }

    private Uni<ChampionNames> champions(PublishedViews views) {
        return ViewReader.kept(names, views.tag(), () -> Selection.of(reader, views, StatsFilter.NONE)
                .chain(all -> all.totals(CubeRow::championName))
                .map(totals -> ChampionNames.of(totals.sums().keySet())));
    }
}
