package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.run.Publications;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Permits and pointers in {@code active_views}, whose one partition a job's publishing move is a condition on, so that a permit
 * that is gone here is gone for it.
 */
@Singleton
final class CassandraPublications implements Publications {
    private static final String SCOPE = "views";

    private final Cassandra cassandra;
    private final Clock clock;
    private final String table;
    private final String jobDates;

    CassandraPublications(Cassandra cassandra, Clock clock) {
        this.cassandra = cassandra;
        this.clock = clock;
        this.table = cassandra.table("active_views");
        this.jobDates = cassandra.table("job_dates");
    }

    @Override
    public void permit(String jobId) {
        // Refused when it is there already: then that is what is wanted.
        cassandra.execute(Cassandra.conditional(SimpleStatement.newInstance(
                "UPDATE " + table + " SET permits[?] = ? WHERE scope = ? IF permits[?] = null",
                jobId,
                clock.instant(),
                SCOPE,
                jobId)));
    }

    @Override
    public void forbid(String jobId) {
        cassandra.execute(Cassandra.conditional(SimpleStatement.newInstance(
                "DELETE permits[?] FROM " + table + " WHERE scope = ? IF permits[?] != null", jobId, SCOPE, jobId)));
    }

    /** By the pointers, and by the job's own word where a later version has been published since. */
    @Override
    public Set<LocalDate> publishedBy(Collection<String> jobIds, Collection<LocalDate> dates) {
        return cassandra.translating(() -> {
            Set<LocalDate> published = new HashSet<>();
            for (Row row : cassandra.execute(SimpleStatement.newInstance(
                            "SELECT view_name, run_id FROM " + table + " WHERE scope = ? AND view_name IN ?",
                            SCOPE,
                            dates.stream().map(LocalDate::toString).toList())
                    .setConsistencyLevel(ConsistencyLevel.SERIAL))) {
                if (jobIds.contains(row.getString("run_id"))) {
                    published.add(LocalDate.parse(row.getString("view_name")));
                }
            }
            for (String jobId : jobIds) {
                for (Row row : cassandra.execute(SimpleStatement.newInstance(
                                "SELECT match_date, state FROM " + jobDates + " WHERE run_id = ?", jobId)
                        .setConsistencyLevel(ConsistencyLevel.QUORUM))) {
                    LocalDate date = row.getLocalDate("match_date");
                    if ("PUBLISHED".equals(row.getString("state")) && dates.contains(date)) {
                        published.add(date);
                    }
                }
            }
            return published;
        });
    }
}
