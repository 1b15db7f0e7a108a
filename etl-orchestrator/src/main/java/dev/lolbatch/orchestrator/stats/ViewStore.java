package dev.lolbatch.orchestrator.stats;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/**
 * The views that the job publishes: a pointer to the active version of each, the versions, and their rows. A version's rows
 * never change, but for an old version's, which are deleted. Nothing here blocks; what cannot be read fails with
 * {@code OrchestratorException} and {@code STORE_UNAVAILABLE}.
 */
public interface ViewStore {
    /** Name of the active version of each view that is published, all at one moment. */
    Uni<Map<String, String>> pointers();

    /** Name of the view's active version; empty before the first was published. */
    Uni<Optional<String>> activeVersion(String view);

    /** Empty when there is none of this name, or when it was deleted since. */
    Uni<Optional<ViewVersion>> version(String view, String name);

    /** The part that lies under a version's name; empty, or only some of it, when it was deleted since. */
    Uni<CubePart> part(String view, String version, String part);
}
