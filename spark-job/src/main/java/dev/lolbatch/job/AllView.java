package dev.lolbatch.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes versions of the view {@code all} for one run: the sum of the dates' cubes. A version rewrites only the parts that differ
 * from the version before it, and their total; the others it takes over by reference.
 */
final class AllView {
    private final ViewStore store;
    private final VersionWriter writer;
    private final String runId;
    /** The parts of the version that was made last, as far as they were written: the next date's difference needs them. */
    private final Map<PartRef, CubePart> known = new HashMap<>();

    AllView(ViewStore store, VersionWriter writer, String runId) {
        this.store = store;
        this.writer = writer;
        this.runId = runId;
    }

    /**
     * A version that differs from another by one date's cube.
     *
     * @param before empty when there is none yet
     * @throws ViewsDisagreeException when the date's old cube is no part of it
     */
    ViewVersion replacing(Optional<ViewVersion> before, Cube old, Cube cube, Lineage lineage) {
        Map<String, CubePart> changed = new HashMap<>();
        Set<String> patches = new HashSet<>(old.parts().keySet());
        patches.addAll(cube.parts().keySet());
        for (String patch : patches) {
            if (!old.part(patch).equals(cube.part(patch))) {
                changed.put(patch, part(before, patch).plus(cube.part(patch)).minus(old.part(patch)));
            }
        }
        if (!changed.isEmpty()) {
            CubePart total = part(before, ViewVersion.TOTAL);
            changed.put(ViewVersion.TOTAL, total.plus(cube.total()).minus(old.total()));
        }
        long matches = before.map(ViewVersion::matches).orElse(0L) + cube.matchCount() - old.matchCount();
        long participants = before.map(ViewVersion::participants).orElse(0L) + cube.games() - old.games();
        Map<String, String> parts = before.map(ViewVersion::parts).orElse(Map.of());
        return write(before.map(ViewVersion::runId), lineage, parts, changed, matches, participants);
    }

    /** A version that owes nothing to the one before it. */
    ViewVersion of(Optional<String> previous, Cube sum, Lineage lineage) {
        Map<String, CubePart> parts = new HashMap<>(sum.parts());
        parts.put(ViewVersion.TOTAL, sum.total());
        return write(previous, lineage, Map.of(), parts, sum.matchCount(), sum.games());
    }

    /** Takes a version back that was not published, as far as anyone can tell: one that others have built on stays. */
    void drop(ViewVersion all) {
        Optional<String> dropped = Optional.of(all.runId());
        if (store.versions(ViewVersion.ALL).stream()
                .anyMatch(version -> version.previousRunId().equals(dropped))) {
            return;
        }
        long token = store.nextToken();
        all.ownParts().forEach(part -> store.delete(part, token));
        store.delete(all, token);
        known.clear();
    }

    private ViewVersion write(
            Optional<String> previous,
            Lineage lineage,
            Map<String, String> takenOver,
            Map<String, CubePart> changed,
            long matches,
            long participants) {
        String version = nextVersion();
        Map<String, CubePart> own = new HashMap<>(changed);
        own.values().removeIf(CubePart::isEmpty);
        Map<String, String> parts = new HashMap<>(takenOver);
        parts.keySet().removeAll(changed.keySet());
        parts.putAll(ViewVersion.ownedBy(version, own.keySet()));
        ViewVersion all = new ViewVersion(
                ViewVersion.ALL,
                version,
                parts,
                previous,
                lineage.ofAll(),
                matches,
                participants,
                // Taken after the version before was published: the statistics' tables follow the tokens' order.
                store.nextToken(),
                Optional.empty());
        writer.write(all, own);
        own.forEach((part, content) -> known.put(new PartRef(ViewVersion.ALL, version, part), content));
        known.keySet().retainAll(all.partRefs());
        return all;
    }

    private CubePart part(Optional<ViewVersion> version, String part) {
        return version.flatMap(found -> found.part(part))
                .map(ref -> known.containsKey(ref) ? known.get(ref) : store.read(ref))
                .orElse(CubePart.EMPTY);
    }

    private String nextVersion() {
        Pattern ofThisRun = Pattern.compile(Pattern.quote(runId) + "\\.(\\d{4})");
        int last = store.versions(ViewVersion.ALL).stream()
                .map(version -> ofThisRun.matcher(version.runId()))
                .mapToInt(version -> version.matches() ? Integer.parseInt(version.group(1)) : 0)
                .max()
                .orElse(0);
        return String.format(Locale.ROOT, "%s.%04d", runId, last + 1);
    }
}
