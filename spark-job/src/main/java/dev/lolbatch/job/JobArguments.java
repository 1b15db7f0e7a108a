package dev.lolbatch.job;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * What one run is asked for.
 *
 * @param runId the key of the run's record in {@code job_runs}
 * @param dates UTC match dates, ascending, each once, at least one
 */
record JobArguments(String runId, List<LocalDate> dates) {
    static final String USAGE =
            """
            Usage: spark-submit --class dev.lolbatch.job.StatisticsJob spark-job.jar --run-id <id> --date <uuuu-MM-dd>...

            Computes the participants of the dates and the statistics of the whole history from one snapshot of the lake,
            and writes them to Cassandra.

              --run-id <id>         key of the run's record in the table job_runs
              --date <uuuu-MM-dd>   UTC match date; may be repeated
              --help                prints this

            Settings are Spark configuration (--conf):
              spark.sql.catalog.lake          org.apache.iceberg.spark.SparkCatalog
              spark.sql.catalog.lake.<key>    the options of the lake's Iceberg catalog: catalog-impl, uri, warehouse, ...
              spark.cassandra.connection.*    host, port, localDC; spark.cassandra.auth.username and password
              spark.lolbatch.keyspace         default lol_data
              spark.lolbatch.replication      of a keyspace that does not exist yet, default SimpleStrategy:1

            Exit codes: 0 done, 1 failed (the last line says why and what to do), 2 wrong usage.""";

    JobArguments {
        dates = List.copyOf(dates);
    }

    /** @throws UsageException when an argument is missing, unknown or unreadable */
    static JobArguments parse(Collection<String> arguments) {
        String runId = null;
        TreeSet<LocalDate> dates = new TreeSet<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--run-id" -> runId = value(option, rest);
                case "--date" -> dates.add(date(value(option, rest)));
                default ->
                    throw new UsageException(
                            "Cannot read argument '" + option + "': it is unknown; give --run-id and --date only");
            }
        }
        if (runId == null || runId.isBlank()) {
            throw new UsageException("Cannot start a run: --run-id is missing; give the id to record the run under");
        }
        if (dates.isEmpty()) {
            throw new UsageException("Cannot start a run: --date is missing; give at least one, such as 2026-01-13");
        }
        return new JobArguments(runId, List.copyOf(dates));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException("Cannot read argument '" + option + "': its value is missing; put one after it");
        }
        return rest.next();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException("Cannot read date '" + text + "': it is not a day; write it as 2026-01-13");
        }
    }
}
