package dev.lolbatch.job;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What one run is asked for.
 *
 * @param runId the key of the run's record in {@code job_runs}, and the name of the versions that it publishes
 * @param supervision whether the run needs a permit to publish
 */
record JobArguments(String runId, Request request, Supervision supervision) {
    static final String USAGE =
            """
            Usage: spark-submit --class dev.lolbatch.job.StatisticsJob spark-job.jar --run-id <id> <what>

            Computes the participants and the views of dates from one snapshot of the lake, writes them to Cassandra, and
            publishes the dates one by one.

              --run-id <id>           key of the run's record in the table job_runs; ids are to sort by time
              --date <uuuu-MM-dd>     UTC match date; may be repeated
              --dates <date>,<date>   the same in one
              --from <date>           with --to: the dates from one to the other that the lake has
              --to <date>
              --require-complete      fails, before anything is written, when one of the dates is not complete in the lake;
                                      not with --rollback-to or --recompute-all
              --rollback-to <run-id>  with one --date: publishes what that run has published of it again
              --recompute-all         sums up the view all anew, from the published dates; takes no date
              --supervised            for an orchestrator: publishes only while the run's id is in the column permits of
                                      active_views, and ends when it is taken out
              --help                  prints this

            Settings are Spark configuration (--conf):
              spark.sql.catalog.lake          org.apache.iceberg.spark.SparkCatalog
              spark.sql.catalog.lake.<key>    the options of the lake's Iceberg catalog: catalog-impl, uri, warehouse, ...
              spark.cassandra.connection.*    host, port, localDC; spark.cassandra.auth.username and password
              spark.lolbatch.keyspace         default lol_data
              spark.lolbatch.replication      of a keyspace that does not exist yet, default SimpleStrategy:1
              spark.lolbatch.views.keep       versions of each view that stay for a rollback, default 3
              spark.lolbatch.views.remakes    exclude (default) or include: whether views count matches that ended in an
                                              early surrender; holds for the dates of the run
              spark.lolbatch.complete.grace   how long after its end (UTC) the lake must hold every partition of the topic for a
                                              date to be complete, such as 600s, 10m (default) or 2h
              spark.lolbatch.writes-in-flight batches that each task has on their way to Cassandra, default 64
            Those that are secret may stand in the environment variable SPARK_LOLBATCH_SECRETS of the driver instead, a line each
            as in a properties file.

            Exit codes: 0 done, 1 failed (the last line says why and what to do), 2 wrong usage, 75 failed
            of something that may pass, such as Cassandra being away.""";

    /** Who watches over the run. */
    enum Supervision {
        NONE,
        BY_PERMIT
    }

    /** @throws UsageException when an argument is missing, unknown or unreadable, or does not go with another */
    static JobArguments parse(Collection<String> arguments) {
        Parser parser = new Parser();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            parser.take(rest.next(), rest);
        }
        return parser.arguments();
    }

    /** What was read so far; an option that is absent is null. */
    private static final class Parser {
        private final TreeSet<LocalDate> dates = new TreeSet<>();
        private String runId;
        private LocalDate from;
        private LocalDate to;
        private String rollbackTo;
        private boolean recomputeAll;
        private Supervision supervision = Supervision.NONE;
        private Request.Incomplete incomplete = Request.Incomplete.COMPUTE;

        void take(String option, Iterator<String> rest) {
            switch (option) {
                case "--run-id" -> runId = value(option, rest);
                case "--date" -> dates.add(date(value(option, rest)));
                case "--dates" -> {
                    for (String date : value(option, rest).split(",", -1)) {
                        dates.add(date(date.strip()));
                    }
                }
                case "--from" -> from = date(value(option, rest));
                case "--to" -> to = date(value(option, rest));
                case "--rollback-to" -> rollbackTo = value(option, rest);
                case "--recompute-all" -> recomputeAll = true;
                case "--supervised" -> supervision = Supervision.BY_PERMIT;
                case "--require-complete" -> incomplete = Request.Incomplete.REFUSE;
                default ->
                    throw new UsageException(
                            "Cannot read argument '" + option + "': it is unknown; --help lists what there is");
            }
        }

        JobArguments arguments() {
            if (runId == null || runId.isBlank()) {
                throw new UsageException(
                        "Cannot start a run: --run-id is missing; give the id to record the run under");
            }
            return new JobArguments(runId, request(), supervision);
        }

        private Request request() {
            Optional<Request.DateRange> range = range();
            if (incomplete == Request.Incomplete.REFUSE && (recomputeAll || rollbackTo != null)) {
                throw new UsageException(
                        "Cannot start a run: --require-complete goes with dates that are computed; leave it out");
            }
            if (recomputeAll) {
                if (!dates.isEmpty() || range.isPresent() || rollbackTo != null) {
                    throw new UsageException(
                            "Cannot start a run: --recompute-all goes with no date; leave the others out");
                }
                return new Request.RecomputeAll();
            }
            if (rollbackTo != null) {
                if (dates.size() != 1 || range.isPresent()) {
                    throw new UsageException("Cannot start a run: --rollback-to goes with one date; give one --date");
                }
                return new Request.RollBack(dates.first(), rollbackTo);
            }
            if (dates.isEmpty() && range.isEmpty()) {
                throw new UsageException(
                        "Cannot start a run: --date is missing; give at least one, such as 2026-01-13");
            }
            return new Request.Dates(List.copyOf(dates), range, incomplete);
        }

        private Optional<Request.DateRange> range() {
            if ((from == null) != (to == null)) {
                throw new UsageException("Cannot start a run: --from and --to go together; give both");
            }
            if (from == null) {
                return Optional.empty();
            }
            if (from.isAfter(to)) {
                throw new UsageException("Cannot start a run: --from " + from + " is after --to " + to + "; swap them");
            }
            return Optional.of(new Request.DateRange(from, to));
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new UsageException(
                        "Cannot read argument '" + option + "': its value is missing; put one after it");
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
}
