package dev.lolbatch.orchestrator.dates;

import java.time.LocalDate;
import java.util.Map;

/** The runs that were requested last. */
public interface LastRuns {
    /**
     * By date, of those from one to the other, both included, the id of the run that was requested last; no entry where none ever
     * was. Blocks; throws {@code OrchestratorException} with {@code STORE_UNAVAILABLE}.
     */
    Map<LocalDate, String> between(LocalDate from, LocalDate to);
}
