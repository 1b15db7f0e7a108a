package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The run's own account of itself in {@code job_runs} and {@code job_dates}: what others believe of it, whatever a launcher
 * remembers. Once it says SUCCEEDED or FAILED, nothing changes it, and nothing more is published.
 */
final class RunRecord {
    private static final int PERCENT = 100;
    /** Of a date's work; the rest is publishing it. */
    private static final double SHARE_OF_PARTICIPANTS = 0.9;

    private final CassandraConnector connector;
    private final String table;
    private final String datesTable;
    private final String runId;
    private final Clock clock;
    private Stage stage = Stage.STARTING;
    private boolean started;
    private boolean ended;
    private int datesTotal = 1;
    private int datesDone;
    private int published;
    private Optional<LocalDate> dateUnderWay = Optional.empty();
    private ReadCounts read = ReadCounts.NONE;
    private final Map<String, Long> rowsWritten = new TreeMap<>();

    RunRecord(CassandraConnector connector, String keyspace, String runId, Clock clock) {
        this.connector = connector;
        this.table = keyspace + ".job_runs";
        this.datesTable = keyspace + ".job_dates";
        this.runId = runId;
        this.clock = clock;
    }

    /** What the run is doing. */
    synchronized Stage stage() {
        return stage;
    }

    /** Whether readers see something of this run. */
    synchronized boolean hasPublished() {
        return published > 0;
    }

    /** RUNNING from now; what an earlier attempt of the same id left is replaced. */
    synchronized void started(Collection<LocalDate> dates, String codeVersion) {
        started = true;
        save(
                "state = 'RUNNING', stage = ?, dates = ?, code_version = ?, started_at = ?, snapshot_id = null,"
                        + " rows_read = null, rows_removed = {}, rows_written = {}, failure = null, temporary = null, dates_total = null,"
                        + " dates_done = 0, percent = 0",
                Stage.STARTING.label(),
                List.copyOf(dates),
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

    /** What the run will do, now that the lake has been asked. */
    synchronized void planned(Collection<LocalDate> dates) {
        datesTotal = dates.size();
        save("dates = ?, dates_total = ?", List.copyOf(dates), datesTotal);
    }

    /** @param complete whether the lake holds all of it; empty when that is not known */
    synchronized void dateStarted(LocalDate date, Optional<Boolean> complete) {
        stage = Stage.WRITING_PARTICIPANTS;
        dateUnderWay = Optional.of(date);
        save("stage = ?", stage.label());
        saveDate(date, "state = 'RUNNING', complete = ?", complete.orElse(null));
    }

    /** @param rows of the date's {@code expected} that are done */
    synchronized void progressed(long rows, long expected) {
        double ofDate = SHARE_OF_PARTICIPANTS * Math.min(rows, expected) / Math.max(1, expected);
        save("rows_read = ?, percent = ?", read.read() + rows, percent(ofDate));
    }

    /** The participants of a date are in Cassandra, and its views come next. */
    synchronized void wroteParticipants(LocalDate date, ReadCounts counts, long written) {
        stage = Stage.WRITING_VIEWS;
        read = read.plus(counts);
        rowsWritten.merge("match_participants", written, Long::sum);
        save(
                "stage = ?, rows_read = ?, rows_removed = ?, rows_written = ?, percent = ?",
                stage.label(),
                read.read(),
                read.removed(),
                rowsWritten,
                percent(SHARE_OF_PARTICIPANTS));
        saveDate(
                date,
                "rows_read = ?, rows_removed = ?, rows_written = ?",
                counts.read(),
                counts.removed(),
                Map.of("match_participants", written));
    }

    /** @param statistics rows of the tables that follow {@code all} */
    synchronized void datePublished(LocalDate date, StatisticsTables.Written statistics) {
        datesDone++;
        dateUnderWay = Optional.empty();
        wroteStatistics(statistics);
        saveDate(
                date,
                "state = 'PUBLISHED', rows_written['champion_stats'] = ?, rows_written['position_stats'] = ?",
                statistics.champions(),
                statistics.positions());
    }

    synchronized void wroteStatistics(StatisticsTables.Written statistics) {
        rowsWritten.put("champion_stats", statistics.champions());
        rowsWritten.put("position_stats", statistics.positions());
        save("rows_written = ?, dates_done = ?, percent = ?", rowsWritten, datesDone, percent(0));
    }

    /**
     * Does a move that readers see, and remembers that it was done. The run cannot be stopped meanwhile.
     *
     * @throws JobFailure when it was stopped before
     */
    synchronized boolean publishing(BooleanSupplier move) {
        if (ended) {
            throw JobFailure.of("publish the views", "the run was stopped", "start it again if wanted");
        }
        boolean isMoved = move.getAsBoolean();
        published += isMoved ? 1 : 0;
        return isMoved;
    }

    synchronized void succeeded() {
        save("state = 'SUCCEEDED', stage = ?, percent = ?", Stage.DONE.label(), PERCENT);
        ended = true;
    }

    /** Still at it, even where there is nothing to report. */
    synchronized void alive() {
        save("stage = ?", stage.label());
    }

    /** Ignored when the run has not started: the table may not even exist, or another run's row would be taken. */
    synchronized void failed(JobFailure failure) {
        try {
            dateUnderWay.ifPresent(date -> saveDate(date, "state = 'FAILED'"));
            save("state = 'FAILED', failure = ?, temporary = ?", failure.getMessage(), failure.isTemporary());
        } finally {
            ended = true;
        }
    }

    private int percent(double ofDate) {
        return (int) Math.min(PERCENT - 1, PERCENT * (datesDone + ofDate) / Math.max(1, datesTotal));
    }

    private void save(String assignments, Object... values) {
        if (started && !ended) {
            execute("UPDATE " + table + " SET " + assignments + ", updated_at = ? WHERE run_id = ?", values, runId);
        }
    }

    private void saveDate(LocalDate date, String assignments, Object... values) {
        if (started && !ended) {
            execute(
                    "UPDATE " + datesTable + " SET " + assignments
                            + ", updated_at = ? WHERE run_id = ? AND match_date = ?",
                    values,
                    runId,
                    date);
        }
    }

    private void execute(String cql, Object[] values, Object... key) {
        Object[] all = new Object[values.length + 1 + key.length];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = clock.instant();
        System.arraycopy(key, 0, all, values.length + 1, key.length);
        SimpleStatement update = Statements.idempotent(cql, all);
        connector.jWithSessionDo(session -> session.execute(update));
    }
}
