package dev.lolbatch.orchestrator.run;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/** Who may publish views, and who has. Every method throws {@code OrchestratorException} with {@code STORE_UNAVAILABLE}. */
public interface Publications {
    /** From now on the job may publish. */
    void permit(String jobId);

    /** From now on the job publishes nothing more, whatever has become of it. */
    void forbid(String jobId);

    /** Which of the dates any of these jobs has published; not to be asked before they are forbidden to. */
    Set<LocalDate> publishedBy(Collection<String> jobIds, Collection<LocalDate> dates);
}
