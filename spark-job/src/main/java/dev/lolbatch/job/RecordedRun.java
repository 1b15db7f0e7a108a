package dev.lolbatch.job;

import com.datastax.spark.connector.cql.CassandraConnector;
import dev.lolbatch.cql.Replication;
import dev.lolbatch.cql.SchemaException;
import dev.lolbatch.cql.SchemaMigration;
import dev.lolbatch.cql.SchemaSettings;
import java.time.Clock;
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

    private final SparkConf conf;
    private final Clock clock;

    RecordedRun(SparkConf given, Clock clock) {
        this.conf = SparkSettings.complete(given);
        this.clock = clock;
    }

    /** @throws JobFailure when it did not succeed, whatever the cause */
    void execute(JobArguments asked) {
        SchemaSettings schema = schema();
        SparkSession spark = SparkSettings.start(conf);
        try {
            CassandraConnector connector =
                    CassandraConnector.apply(spark.sparkContext().getConf());
            RunRecord record = new RunRecord(connector, schema.keyspace(), asked.runId(), clock);
            StopSignals signals = new StopSignals(record);
            signals.listen();
            try {
                connector.jWithSessionDo(session -> new SchemaMigration(session, schema).apply());
                record.started(asked.dates(), CodeVersion.read());
                StatisticsTables tables = new StatisticsTables(connector, schema.keyspace());
                new StatisticsRun(spark, tables, record, clock, ChampionNames.load()).run(asked.dates());
                record.succeeded();
            } catch (Exception e) {
                throw recorded(signals.failure().orElseGet(() -> explained(e, record.stage())), record);
            }
        } finally {
            spark.stop();
        }
    }

    private static JobFailure recorded(JobFailure failure, RunRecord record) {
        LOG.warn("The run failed: stage={}", record.stage().label(), failure);
        try {
            record.failed(failure.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Cannot record the failure", e);
        }
        return failure;
    }

    private JobFailure explained(Exception e, Stage stage) {
        if (e instanceof JobFailure failure) {
            return failure;
        }
        if (e instanceof SchemaException) {
            return JobFailure.saying(e);
        }
        if (isOfCassandra(e)) {
            String address = conf.get("spark.cassandra.connection.host", "localhost") + ":"
                    + conf.get("spark.cassandra.connection.port", "9042");
            return JobFailure.of(
                    stage.action() + " with Cassandra at " + address,
                    e,
                    "check that it is up and spark.cassandra.connection.* are right, then run again");
        }
        return JobFailure.of(
                stage.action(),
                e,
                "check that the lake's catalog and file system answer, then run again; the log has more");
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

    private SchemaSettings schema() {
        SchemaSettings defaults = SchemaSettings.defaults();
        try {
            String replication = conf.get("spark.lolbatch.replication", "SimpleStrategy:1");
            return new SchemaSettings(
                    conf.get("spark.lolbatch.keyspace", defaults.keyspace()), Replication.parse(replication));
        } catch (IllegalArgumentException e) {
            throw JobFailure.saying(e);
        }
    }
}
