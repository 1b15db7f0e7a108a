package dev.lolbatch.orchestrator.stats;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What figures stand on.
 *
 * @param views the versions of views that were read: one over all dates, or one a date
 * @param publishedAt when the newest of them was; empty when there are none
 * @param firstDate first match date that they cover
 * @param lastDate last one
 * @param dates how many
 * @param matches of the selection's dates, patch and queue
 * @param participants that count, of all champions and positions asked for
 */
public record Basis(
        List<View> views,
        Optional<Instant> publishedAt,
        Optional<LocalDate> firstDate,
        Optional<LocalDate> lastDate,
        int dates,
        long matches,
        long participants) {
    public Basis {
        views = List.copyOf(views);
    }

    /**
     * A version of a view.
     *
     * @param view a match date, or {@code all}
     * @param runId the run that published it
     * @param snapshotId the snapshot of the lake that the run read
     */
    public record View(String view, String runId, long snapshotId, Instant publishedAt) {}
}
