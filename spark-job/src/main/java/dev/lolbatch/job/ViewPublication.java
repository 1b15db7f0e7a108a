package dev.lolbatch.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes views: rows are written under a new version and read back, then one conditional move of the date's pointer and of
 * that of {@code all} shows both to readers. Up to that move nothing that they see has changed.
 *
 * <p>{@code all} is always the sum of the published dates. The move expects the two versions that the new ones were made from;
 * when one of them is published no more, another run has published, and the new ones are made again from what is.
 */
final class ViewPublication {
    private static final Logger LOG = LoggerFactory.getLogger(ViewPublication.class);

    private final ViewStore store;
    private final String runId;
    private final PublishGate gate;
    private final VersionWriter writer;
    private final AllView allView;

    ViewPublication(ViewStore store, String runId, PublishGate gate, Clock clock) {
        this.store = store;
        this.runId = runId;
        this.gate = gate;
        this.writer = new VersionWriter(store, clock);
        this.allView = new AllView(store, writer, runId);
    }

    /**
     * Publishes a date's new cube; nothing is left to do when this run has done it before.
     *
     * @param view the match date
     * @param token the Cassandra timestamp of the date's rows
     * @throws JobFailure when what was read back is not what was written, or the views disagree
     * @throws FencedException when another run has taken the date over
     */
    void publish(String view, Cube cube, Lineage lineage, long token) {
        untilMoved(view, Set.of(view, ViewVersion.ALL), pointers -> {
            if (runId.equals(pointers.get(view))) {
                return true;
            }
            ViewVersion date = new ViewVersion(
                    view,
                    runId,
                    ViewVersion.ownedBy(runId, cube.parts().keySet()),
                    Optional.ofNullable(pointers.get(view)),
                    lineage,
                    cube.matchCount(),
                    cube.games(),
                    token,
                    Optional.empty());
            writer.write(date, cube.parts());
            return isMoved(pointers, date, cube);
        });
    }

    /**
     * Publishes an earlier version of a date again.
     *
     * @return that version
     * @throws JobFailure when it is not whole or was removed
     */
    ViewVersion rollBack(String view, String toRunId) {
        ViewVersion target = wholeVersion(view, toRunId);
        untilMoved(
                view,
                Set.of(view, ViewVersion.ALL),
                pointers -> toRunId.equals(pointers.get(view)) || isMoved(pointers, target, cube(target)));
        return target;
    }

    /** A version that can be rolled back to. */
    ViewVersion wholeVersion(String view, String wanted) {
        return store.version(view, wanted)
                .filter(version -> version.publishedAt().isPresent())
                .orElseThrow(() -> JobFailure.of(
                        "roll back view " + view + " to run " + wanted,
                        "it has no such version, only " + wholeVersions(view),
                        "choose one of them, or run the date again"));
    }

    /** Publishes {@code all} anew, as the sum of the published dates. */
    void recomputeAll() {
        untilMoved(ViewVersion.ALL, Set.of(), pointers -> {
            List<ViewVersion> dates = pointers.keySet().stream()
                    .filter(view -> !view.equals(ViewVersion.ALL))
                    .map(view -> publishedVersion(pointers, view).orElseThrow())
                    .toList();
            Cube sum = dates.stream().map(this::cube).reduce(Cube.EMPTY, Cube::plus);
            Lineage lineage = dates.stream()
                    .max(Comparator.comparing(date -> date.publishedAt().orElseThrow()))
                    .map(ViewVersion::lineage)
                    .orElseThrow(() -> JobFailure.of(
                            "compute the view all", "no date is published", "run the job for a date first"));
            Optional<String> previous = Optional.ofNullable(pointers.get(ViewVersion.ALL));
            ViewVersion all = allView.of(previous, sum, lineage);
            return isMoved(all, List.of(new PointerMove(ViewVersion.ALL, previous, all.runId())));
        });
    }

    /** One attempt to publish. */
    private interface Attempt {
        /** Returns whether it did; not when the pointers had moved. */
        boolean publish(Map<String, String> pointers);
    }

    /** @param views those that the attempt depends on; empty for all */
    private void untilMoved(String view, Set<String> views, Attempt attempt) {
        Supplier<Map<String, String>> read = () -> views.isEmpty() ? store.allPointers() : store.pointers(views);
        while (true) {
            Map<String, String> pointers = read.get();
            try {
                if (attempt.publish(pointers)) {
                    return;
                }
            } catch (ViewsDisagreeException e) {
                // What was read may have been removed under our hands, after others have published.
                if (read.get().equals(pointers)) {
                    throw JobFailure.of(
                            "publish view " + view,
                            e.getMessage(),
                            "run the job with --recompute-all, then the date again");
                }
            }
            LOG.info("Views have moved and are computed again: run_id={} view={}", runId, view);
        }
    }

    private boolean isMoved(Map<String, String> pointers, ViewVersion date, Cube cube) {
        Cube old = publishedVersion(pointers, date.view()).map(this::cube).orElse(Cube.EMPTY);
        Optional<ViewVersion> before = publishedVersion(pointers, ViewVersion.ALL);
        ViewVersion all = allView.replacing(before, old, cube, date.lineage());
        gate.requireUnfenced(date.view());
        return isMoved(
                all,
                List.of(
                        new PointerMove(ViewVersion.ALL, before.map(ViewVersion::runId), all.runId()),
                        new PointerMove(date.view(), Optional.ofNullable(pointers.get(date.view())), date.runId())));
    }

    private boolean isMoved(ViewVersion all, List<PointerMove> moves) {
        boolean isMoved = gate.pass(() -> store.move(moves));
        if (!isMoved) {
            allView.drop(all);
        }
        return isMoved;
    }

    private Optional<ViewVersion> publishedVersion(Map<String, String> pointers, String view) {
        return Optional.ofNullable(pointers.get(view)).map(version -> store.version(view, version)
                .orElseThrow(() -> new ViewsDisagreeException(
                        "version " + version + " of view " + view + " is published and not there")));
    }

    private Cube cube(ViewVersion version) {
        Map<String, CubePart> parts = new HashMap<>();
        version.partRefs().forEach(ref -> parts.put(ref.part(), store.read(ref)));
        Cube cube = new Cube(parts);
        if (cube.games() != version.participants() || cube.matchCount() != version.matches()) {
            throw new ViewsDisagreeException(
                    "version " + version.runId() + " of view " + version.view() + " should have "
                            + version.participants() + " participants in " + version.matches() + " matches, and has "
                            + cube.games() + " in " + cube.matchCount());
        }
        return cube;
    }

    private List<String> wholeVersions(String view) {
        List<String> whole = new ArrayList<>();
        store.versions(view).stream()
                .filter(version -> version.publishedAt().isPresent())
                .forEach(version -> whole.add(version.runId()));
        return whole;
    }
}
