package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Instant;
import java.util.Map;

/**
 * Leave to publish, for a run that an orchestrator watches: it gives the permit before it starts the job, and takes it away before
 * it decides, without having heard from the job, what has become of the run. It lies in the partition of the pointers, so that a
 * move of them can ask for it.
 */
final class PublishPermit {
    private final CassandraConnector connector;
    private final String table;
    private final String runId;

    PublishPermit(CassandraConnector connector, String keyspace, String runId) {
        this.connector = connector;
        this.table = keyspace + ".active_views";
        this.runId = runId;
    }

    /** Whose it is. */
    String runId() {
        return runId;
    }

    /** Whether the run may publish still; sees every conditional write that has ended. */
    boolean isGiven() {
        Row row = connector.jWithSessionDo(session -> session.execute(
                        Statements.serial("SELECT DISTINCT scope, permits FROM " + table + " WHERE scope = 'views'"))
                .one());
        if (row == null) {
            return false;
        }
        Map<String, Instant> permits = row.getMap("permits", String.class, Instant.class);
        return permits != null && permits.containsKey(runId);
    }

    /** Why a run without its permit goes no further. */
    static JobFailure taken(String action) {
        return JobFailure.temporary(
                action, "the orchestrator has given the run up and taken its permit away", "see the run there");
    }
}
