package dev.lolbatch.orchestrator.run;

import java.time.LocalDate;

/** What the orchestrator asks of the lake. Both throw {@code OrchestratorException} with {@code LAKE_UNAVAILABLE}. */
public interface LakeDates {
    /** Whether the lake holds anything of a match date; false also when nothing was ever ingested. */
    boolean hasRows(LocalDate date);

    /** Returns when the lake answers. */
    void check();
}
