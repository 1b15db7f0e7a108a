package dev.lolbatch.job;

import java.time.Clock;
import java.util.Map;

/** Writes versions of views that no reader sees yet, and believes only what it reads back. */
final class VersionWriter {
    private final ViewStore store;
    private final Clock clock;

    VersionWriter(ViewStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes a version, which is whole when this returns.
     *
     * @param own the contents of the version's own parts
     * @throws JobFailure when what is read back is not what was written
     */
    void write(ViewVersion version, Map<String, CubePart> own) {
        store.begin(version);
        own.forEach((part, content) ->
                store.write(new PartRef(version.view(), version.runId(), part), content, version.token()));
        own.forEach((part, content) -> check(version, part, content));
        store.finish(version, clock.instant());
    }

    private void check(ViewVersion version, String part, CubePart content) {
        PartTotals found = store.totals(new PartRef(version.view(), version.runId(), part));
        // What a version counts in all is known by another way than its parts.
        PartTotals expected = part.equals(ViewVersion.TOTAL)
                ? new PartTotals(content.cells().size(), version.participants(), version.matches())
                : content.totals();
        if (!found.equals(expected)) {
            throw JobFailure.of(
                    "publish view " + version.view(),
                    "part " + part + " of version " + version.runId() + " should have " + expected + " and has "
                            + found,
                    "run the date again; if it repeats, run the job with --recompute-all");
        }
    }
}
