package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The run's own account of itself in {@code job_runs}: what others believe of it, whatever a launcher remembers. Once it says
 * SUCCEEDED or FAILED, nothing changes it.
 */
final class RunRecord {
    private final CassandraConnector connector;
    private final String table;
    private final String runId;
    private final Clock clock;
    private Stage stage = Stage.STARTING;
    private boolean started;
    private boolean ended;

    RunRecord(CassandraConnector connector, String keyspace, String runId, Clock clock) {
        this.connector = connector;
        this.table = keyspace + ".job_runs";
        this.runId = runId;
        this.clock = clock;
    }

    /** What the run is doing. */
    synchronized Stage stage() {
        return stage;
    }

    /** RUNNING from now; what an earlier attempt of the same id left is replaced. */
    synchronized void started(List<LocalDate> dates, String codeVersion) {
        started = true;
        save(
                "state = 'RUNNING', stage = ?, dates = ?, code_version = ?, started_at = ?, snapshot_id = null,"
                        + " rows_read = null, rows_removed = {}, rows_written = {}, failure = null",
                Stage.STARTING.label(),
                dates,
                codeVersion,
                clock.instant());
    }

    synchronized void entered(Stage next) {
        stage = next;
        save("stage = ?", next.label());
    }

    synchronized void pinned(long snapshotId) {
        save("snapshot_id = ?", snapshotId);
    }

    synchronized void read(ReadCounts counts) {
        save("rows_read = ?, rows_removed = ?", counts.read(), counts.removed());
    }

    /** @param rowsWritten by table */
    synchronized void wrote(Map<String, Long> rowsWritten) {
        save("rows_written = ?", rowsWritten);
    }

    synchronized void succeeded() {
        save("state = 'SUCCEEDED', stage = ?", Stage.DONE.label());
        ended = true;
    }

    /** Ignored when the run has not started: the table may not even exist, or another run's row would be taken. */
    synchronized void failed(String failure) {
        save("state = 'FAILED', failure = ?", failure);
        ended = true;
    }

    private void save(String assignments, Object... values) {
        if (!started || ended) {
            return;
        }
        Object[] all = new Object[values.length + 2];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = clock.instant();
        all[values.length + 1] = runId;
        SimpleStatement update = Statements.idempotent(
                "UPDATE " + table + " SET " + assignments + ", updated_at = ? WHERE run_id = ?", all);
        connector.jWithSessionDo(session -> execute(session, update));
    }

    private static Void execute(CqlSession session, SimpleStatement update) {
        session.execute(update);
        return null;
    }
}
