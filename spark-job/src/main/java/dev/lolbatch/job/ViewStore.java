package dev.lolbatch.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where views are kept. Nothing but {@link #move} changes what readers see. */
interface ViewStore {
    /** The published version of each of the views, where there is one; sees every move that has ended. */
    Map<String, String> pointers(Set<String> views);

    /** The published versions of all views. */
    Map<String, String> allPointers();

    Optional<ViewVersion> version(String view, String runId);

    /** All versions of a view, also those that are not, or not yet, whole. */
    List<ViewVersion> versions(String view);

    /** A timestamp for rows that are to win over all that were written before. */
    long nextToken();

    /** Records a version before its rows are written, so that they can be found after a crash; takes away what is there. */
    void begin(ViewVersion version);

    void write(PartRef ref, CubePart part, long token);

    CubePart read(PartRef ref);

    /** Counted by the store itself. */
    PartTotals totals(PartRef ref);

    /** The version's rows are whole from now on. */
    void finish(ViewVersion version, Instant publishedAt);

    /** Moves all of the pointers or none, and tells which. */
    boolean move(List<PointerMove> moves);

    /** Deletes rows that were written before the token was given out. */
    void delete(PartRef ref, long token);

    /** Deletes the record of a version, after its rows. */
    void delete(ViewVersion version, long token);
}
