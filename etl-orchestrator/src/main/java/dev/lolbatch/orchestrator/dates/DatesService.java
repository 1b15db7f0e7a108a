package dev.lolbatch.orchestrator.dates;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Tells of the lake's dates what is published of them. */
public final class DatesService {
    private final LakeFacts lake;
    private final PublishedDates published;
    private final LastRuns lastRuns;

    public DatesService(LakeFacts lake, PublishedDates published, LastRuns lastRuns) {
        this.lake = lake;
        this.published = published;
        this.lastRuns = lastRuns;
    }

    /**
     * Dates of one state of the lake.
     *
     * @param snapshotId the lake's newest snapshot; empty when it is empty
     * @param dates ascending
     */
    public record Dates(OptionalLong snapshotId, List<DateStatus> dates) {}

    /** First and last date of the lake. */
    public record Span(LocalDate first, LocalDate last) {}

    /** Of the whole lake; empty when it is. Blocks. */
    public Optional<Span> span() {
        NavigableMap<LocalDate, LakeDate> all = lake.state().dates();
        return all.isEmpty() ? Optional.empty() : Optional.of(new Span(all.firstKey(), all.lastKey()));
    }

    /** The dates that the lake has from one to the other, both included. Blocks. */
    public Dates list(LocalDate from, LocalDate to) {
        LakeState state = lake.state();
        NavigableMap<LocalDate, LakeDate> range =
                from.isAfter(to) ? new TreeMap<>() : state.dates().subMap(from, true, to, true);
        if (range.isEmpty()) {
            return new Dates(state.snapshotId(), List.of());
        }
        Map<LocalDate, PublishedDate> views = published.of(range.keySet());
        Map<LocalDate, String> runs = lastRuns.between(range.firstKey(), range.lastKey());
        List<DateStatus> dates = range.entrySet().stream()
                .map(entry -> new DateStatus(
                        entry.getKey(),
                        entry.getValue(),
                        state.completeness().test(entry.getKey()),
                        Optional.ofNullable(views.get(entry.getKey())),
                        Optional.ofNullable(runs.get(entry.getKey()))))
                .toList();
        return new Dates(state.snapshotId(), dates);
    }

    /** Which of them to run, ascending. Blocks. */
    public List<LocalDate> select(LocalDate from, LocalDate to, Selection selection) {
        return list(from, to).dates().stream()
                .filter(date -> selection.includes(date.state()))
                .map(DateStatus::date)
                .toList();
    }
}
