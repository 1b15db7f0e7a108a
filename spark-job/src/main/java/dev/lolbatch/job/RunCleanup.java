package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what no reader and no rollback needs any more: old versions of views, and the tags of their snapshots. */
final class RunCleanup {
    private static final Logger LOG = LoggerFactory.getLogger(RunCleanup.class);

    private final CassandraConnector connector;
    private final String keyspace;
    private final ViewStore views;
    private final ViewExpiry expiry;

    RunCleanup(CassandraConnector connector, JobSettings settings, ViewStore views, Clock clock) {
        this.connector = connector;
        this.keyspace = settings.keyspace();
        this.views = views;
        this.expiry = new ViewExpiry(views, settings.versionsKept(), clock);
    }

    /**
     * Expires versions of a date and of {@code all}. What fails here is left to the next run.
     *
     * @param before the run that had the date before; killed, it has left its tag and perhaps nothing else
     */
    void expire(LakeSnapshot lake, LocalDate date, Optional<String> before) {
        expireAll();
        try {
            before.ifPresent(runId -> removeUnneededTag(lake, runId));
            for (ViewVersion expired : expiry.expire(date.toString())) {
                removeUnneededTag(lake, expired.runId());
                LOG.info("Removed an old version: view={} run_id={}", expired.view(), expired.runId());
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot remove old versions: date={}", date, e);
        }
    }

    /** Expires versions of {@code all}. What fails here is left to the next run. */
    void expireAll() {
        try {
            expiry.expire(ViewVersion.ALL);
        } catch (RuntimeException e) {
            LOG.warn("Cannot remove old versions: view={}", ViewVersion.ALL, e);
        }
    }

    private void removeUnneededTag(LakeSnapshot lake, String runId) {
        if (hasNoVersion(runId)) {
            lake.tag(runId).remove();
        }
    }

    private boolean hasNoVersion(String runId) {
        List<Row> dates = connector.jWithSessionDo(session -> session.execute(Statements.idempotent(
                        "SELECT match_date FROM " + keyspace + ".job_dates WHERE run_id = ?", runId))
                .all());
        return dates.stream()
                .map(row -> Objects.requireNonNull(row.getLocalDate(0)).toString())
                .noneMatch(date -> views.version(date, runId).isPresent());
    }
}
