package dev.lolbatch.orchestrator.config;

import dev.lolbatch.orchestrator.run.Publications;
import dev.lolbatch.orchestrator.stats.Publication;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/**
 * Has the statistics look at what is published when a job can publish nothing more, which is before its run has ended for anybody:
 * who sees that it has, and asks here, gets what it has published.
 */
record ToldPublications(Publications publications, Publication publication) implements Publications {
    @Override
    public void permit(String jobId) {
        publications.permit(jobId);
    }

    @Override
    public void forbid(String jobId) {
        publications.forbid(jobId);
        publication.expire();
    }

    @Override
    public Set<LocalDate> publishedBy(Collection<String> jobIds, Collection<LocalDate> dates) {
        return publications.publishedBy(jobIds, dates);
    }
}
