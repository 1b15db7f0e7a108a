package dev.lolbatch.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One version of a view: where its rows lie, and what they come from.
 *
 * @param view a match date as {@code uuuu-MM-dd}, or {@link #ALL}
 * @param runId the run that made it; for {@link #ALL} the run's id, a dot and four digits
 * @param parts of its cube: by the part's name, the version of this view that wrote it
 * @param previousRunId the version that it replaced
 * @param matches what the view counts
 * @param participants what the view counts
 * @param token the Cassandra timestamp of its rows, which grows from one version of {@link #ALL} to the next
 * @param publishedAt empty while its rows are being written
 */
record ViewVersion(
        String view,
        String runId,
        Map<String, String> parts,
        Optional<String> previousRunId,
        Lineage lineage,
        long matches,
        long participants,
        long token,
        Optional<Instant> publishedAt) {
    /** The view over all dates. */
    static final String ALL = "all";

    /** The part of {@link #ALL} that is the sum over its other parts. */
    static final String TOTAL = "*";

    ViewVersion {
        parts = Map.copyOf(parts);
    }

    /** The part's rows, when this version has any. */
    Optional<PartRef> part(String part) {
        return Optional.ofNullable(parts.get(part)).map(owner -> new PartRef(view, owner, part));
    }

    Set<PartRef> partRefs() {
        return parts.entrySet().stream()
                .map(part -> new PartRef(view, part.getValue(), part.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The parts that it did not take over from an earlier version. */
    Set<PartRef> ownParts() {
        return partRefs().stream().filter(part -> part.runId().equals(runId)).collect(Collectors.toUnmodifiableSet());
    }

    /** The names of a view's parts, all written by one version. */
    static Map<String, String> ownedBy(String runId, Set<String> parts) {
        Map<String, String> owned = new HashMap<>();
        parts.forEach(part -> owned.put(part, runId));
        return owned;
    }
}
