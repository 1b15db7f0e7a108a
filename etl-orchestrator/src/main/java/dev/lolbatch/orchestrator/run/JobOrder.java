package dev.lolbatch.orchestrator.run;

import java.time.LocalDate;
import java.util.List;

/**
 * What a job is started with.
 *
 * @param jobId of one attempt of a run
 * @param dates at least one
 */
public record JobOrder(String jobId, List<LocalDate> dates) {
    public JobOrder {
        dates = List.copyOf(dates);
    }
}
