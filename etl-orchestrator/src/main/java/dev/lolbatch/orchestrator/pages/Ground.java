package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.stats.Basis;
import dev.lolbatch.orchestrator.stats.Publication;
import java.time.Instant;
import java.util.Optional;

/**
 * What the figures of a page stand on.
 *
 * @param dates first and last match date
 * @param runId of the run that published them, where all come from one view, and its job was a run's
 * @param staleSince when it was read what is published, while Cassandra is away; empty when it is of now
 */
record Ground(
        long matches,
        long participants,
        int days,
        String dates,
        Optional<Instant> published,
        Optional<String> runId,
        Optional<Instant> staleSince) {
    static Ground of(Basis basis, Publication.State state) {
        Optional<String> run = basis.views().size() == 1
                ? Run.ofJob(basis.views().get(0).runId()).map(id -> id.value())
                : Optional.empty();
        return new Ground(
                basis.matches(),
                basis.participants(),
                basis.dates(),
                Shown.span(basis.firstDate(), basis.lastDate()),
                basis.publishedAt(),
                run,
                state.staleSince());
    }

    /** Whether a run has ever published anything that was asked for. */
    public boolean isPublished() {
        return published.isPresent();
    }
}
