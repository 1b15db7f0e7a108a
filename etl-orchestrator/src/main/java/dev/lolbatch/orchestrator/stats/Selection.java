package dev.lolbatch.orchestrator.stats;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The versions that a filter's games are in, and the way to their sums. */
final class Selection {
    /** A few at once are as fast as many, and leave room for others. */
    private static final int IN_FLIGHT = 16;

    private final ViewReader reader;
    private final StatsFilter filter;
    private final List<Source> sources;
    private final NavigableSet<LocalDate> dates;

    private record Source(String view, ViewVersion version) {
        Stream<Piece> pieces(Optional<String> patch) {
            if (patch.isPresent()) {
                return Stream.of(new Piece(this, patch.get()));
            }
            return version.parts().containsKey(Patch.ALL)
                    ? Stream.of(new Piece(this, Patch.ALL))
                    : version.parts().keySet().stream().map(part -> new Piece(this, part));
        }
    }

    private record Piece(Source source, String part) {}

    private Selection(ViewReader reader, StatsFilter filter, List<Source> sources, NavigableSet<LocalDate> dates) {
        this.reader = reader;
        this.filter = filter;
        this.sources = sources;
        this.dates = dates;
    }

    /** Fails with {@link VersionGoneException} when one of them is not published any more. */
    static Uni<Selection> of(ViewReader reader, PublishedViews views, StatsFilter filter) {
        NavigableSet<LocalDate> dates = new TreeSet<>(
                views.dates().keySet().stream().filter(filter::includes).toList());
        List<String> names = filter.isOfDates()
                ? dates.stream().map(LocalDate::toString).toList()
                : views.all().map(any -> PublishedViews.ALL).stream().toList();
        return Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUni(view -> reader.version(view, views.version(view).orElseThrow())
                        .map(version -> new Source(view, version)))
                .merge(IN_FLIGHT)
                .collect()
                .asList()
                .map(sources -> new Selection(
                        reader,
                        filter,
                        sources.stream()
                                .sorted(Comparator.comparing(Source::view))
                                .toList(),
                        dates));
    }

    StatsFilter filter() {
        return filter;
    }

    /** Newest first, whatever patch is asked for. */
    List<String> patches() {
        return sources.stream()
                .flatMap(source -> source.version().parts().keySet().stream())
                .filter(Patch::isOne)
                .distinct()
                .sorted(Patch.ORDER.reversed())
                .toList();
    }

    /** The last of its dates, at most so many, newest first. */
    List<LocalDate> lastDates(int limit) {
        return dates.descendingSet().stream().limit(limit).toList();
    }

    Uni<Totals> totals(Function<CubeRow, String> name) {
        return totals(filter, name);
    }

    /** Of one patch instead of that which is asked for. */
    Uni<Totals> totalsOfPatch(String patch, Function<CubeRow, String> name) {
        return totals(filter.ofPatch(patch), name);
    }

    private Uni<Totals> totals(StatsFilter wanted, Function<CubeRow, String> name) {
        Totals totals = new Totals(wanted, name);
        return Multi.createFrom()
                .items(sources.stream().flatMap(source -> source.pieces(wanted.patch())))
                .onItem()
                .transformToUni(piece ->
                        reader.part(piece.source().view(), piece.source().version(), piece.part()))
                .merge(IN_FLIGHT)
                .onItem()
                .invoke(totals::add)
                .collect()
                .last()
                .replaceWith(totals);
    }

    Basis basis(Totals totals) {
        return new Basis(
                sources.stream()
                        .map(source -> new Basis.View(
                                source.view(),
                                source.version().runId(),
                                source.version().snapshotId(),
                                source.version().publishedAt()))
                        .toList(),
                sources.stream().map(source -> source.version().publishedAt()).max(Instant::compareTo),
                dates.isEmpty() ? Optional.empty() : Optional.of(dates.first()),
                dates.isEmpty() ? Optional.empty() : Optional.of(dates.last()),
                dates.size(),
                totals.matches(),
                totals.participants());
    }
}
