package dev.lolbatch.orchestrator.dates;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** The views that are published. */
public interface PublishedDates {
    /**
     * Of these dates, those of which one is. Blocks; throws {@code OrchestratorException} with {@code STORE_UNAVAILABLE}.
     */
    Map<LocalDate, PublishedDate> of(Collection<LocalDate> dates);
}
