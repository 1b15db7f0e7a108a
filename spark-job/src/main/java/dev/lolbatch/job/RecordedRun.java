package dev.lolbatch.job;

import com.datastax.spark.connector.cql.CassandraConnector;
import dev.lolbatch.cql.SchemaException;
import dev.lolbatch.cql.SchemaMigration;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run and its record: however it ends, {@code job_runs} says so, as long as Cassandra can be reached. */
final class RecordedRun {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedRun.class);
    private static final String CASSANDRA_PACKAGE = "com.datastax.";
    /** The connector throws plain IOExceptions that say so. */
    private static final String CASSANDRA_CONNECTION = "connection to Cassandra";

    /** Readers of a damaged file throw exceptions of their own, or others that name the file. */
    private static final String PARQUET_PACKAGE = ".parquet.";

    private static final String PARQUET_FILE = ".parquet";

    private final SparkConf conf;
    private final JobSettings settings;
    private final Clock clock;

    /** @throws JobFailure when a setting cannot be used */
    RecordedRun(SparkConf given, Clock clock) {
        this.conf = SparkSettings.complete(given);
        this.settings = JobSettings.of(given);
        this.clock = clock;
    }

    /**
     * Starts Spark, does the run, and stops Spark.
     *
     * @throws JobFailure when it did not succeed, whatever the cause
     */
    void execute(JobArguments asked) {
        SparkSession spark = SparkSettings.start(conf);
        try {
            CassandraConnector connector =
                    CassandraConnector.apply(spark.sparkContext().getConf());
            RunRecord record = record(connector, asked);
            StopSignals signals = new StopSignals(record);
            signals.listen();
            try (Heartbeat heartbeat = new Heartbeat(record, permit(connector, asked), signals::permitTaken)) {
                heartbeat.start();
                execute(asked, spark, connector, record, signals::failure);
            }
        } finally {
            spark.stop();
        }
    }

    /**
     * Does the run in a session that is there already.
     *
     * @throws JobFailure when it did not succeed, whatever the cause
     */
    void executeIn(SparkSession spark, JobArguments asked) {
        // Iceberg looks names up in the thread's session.
        SparkSession.setActiveSession(spark);
        CassandraConnector connector = CassandraConnector.apply(conf);
        execute(asked, spark, connector, record(connector, asked), Optional::empty);
    }

    private void execute(
            JobArguments asked,
            SparkSession spark,
            CassandraConnector connector,
            RunRecord record,
            Supplier<Optional<JobFailure>> stopped) {
        try {
            connector.jWithSessionDo(session -> new SchemaMigration(session, settings.schema()).apply());
            Optional<PublishPermit> permit = permit(connector, asked);
            if (permit.isPresent() && !permit.get().isGiven()) {
                throw PublishPermit.taken("start the run");
            }
            record.started(asked.request().dates(), CodeVersion.read());
            new StatisticsRun(spark, connector, settings, record, asked.runId(), permit, clock).run(asked.request());
            record.succeeded();
        } catch (Exception e) {
            throw recorded(stopped.get().orElseGet(() -> explained(e, record.stage())), record);
        }
    }

    private RunRecord record(CassandraConnector connector, JobArguments asked) {
        return new RunRecord(connector, settings.keyspace(), asked.runId(), clock);
    }

    private Optional<PublishPermit> permit(CassandraConnector connector, JobArguments asked) {
        return asked.supervision() == JobArguments.Supervision.BY_PERMIT
                ? Optional.of(new PublishPermit(connector, settings.keyspace(), asked.runId()))
                : Optional.empty();
    }

    private static JobFailure recorded(JobFailure failure, RunRecord record) {
        LOG.warn("The run failed: stage={}", record.stage().label(), failure);
        try {
            record.failed(failure);
        } catch (RuntimeException e) {
            LOG.warn("Cannot record the failure", e);
        }
        return failure;
    }

    private JobFailure explained(Exception e, Stage stage) {
        if (e instanceof JobFailure failure) {
            return failure;
        }
        if (e instanceof SchemaException || e instanceof FencedException) {
            return JobFailure.saying(e);
        }
        if (isOfAFile(e)) {
            return JobFailure.of(
                    stage.action(),
                    e,
                    "restore that file from a backup, or take it out of the table and replay its offsets, then run again");
        }
        if (isOfCassandra(e)) {
            String address = conf.get("spark.cassandra.connection.host", "localhost") + ":"
                    + conf.get("spark.cassandra.connection.port", "9042");
            return JobFailure.temporary(
                    stage.action() + " with Cassandra at " + address,
                    e,
                    "check that it is up and spark.cassandra.connection.* are right, then run again");
        }
        String remedy = "check that the lake's catalog and file system answer, then run again; the log has more";
        return isOfAConnection(e)
                ? JobFailure.temporary(stage.action(), e, remedy)
                : JobFailure.of(stage.action(), e, remedy);
    }

    private static boolean isOfAConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAFile(Throwable failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().contains(PARQUET_PACKAGE)) {
                return true;
            }
            deepest = cause;
        }
        return String.valueOf(deepest.getMessage()).contains(PARQUET_FILE);
    }

    private static boolean isOfCassandra(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause.getClass().getName().startsWith(CASSANDRA_PACKAGE)
                    || text.contains(CASSANDRA_CONNECTION)
                    || text.contains(CASSANDRA_PACKAGE)) {
                return true;
            }
        }
        return false;
    }
}
