package dev.lolbatch.job;

import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over one snapshot of the lake. Each date is claimed, read once, written and added up on the way, and published, before
 * the next; until its last step readers see nothing of it, and whatever a crash leaves the next run of the date mends.
 */
final class StatisticsRun {
    private static final Logger LOG = LoggerFactory.getLogger(StatisticsRun.class);

    private final SparkSession spark;
    private final CassandraConnector connector;
    private final JobSettings settings;
    private final RunRecord record;
    private final Clock clock;
    private final DateHistory.Run run;
    private final DateHistory history;
    private final ViewPublication publication;
    private final StatisticsTables statistics;
    private final RunCleanup cleanup;

    StatisticsRun(
            SparkSession spark,
            CassandraConnector connector,
            JobSettings settings,
            RunRecord record,
            String runId,
            Optional<PublishPermit> permit,
            Clock clock) {
        this.spark = spark;
        this.connector = connector;
        this.settings = settings;
        this.record = record;
        this.clock = clock;
        FencingTokens tokens = new FencingTokens(connector, settings.keyspace(), clock);
        this.run = new DateHistory.Run(runId, tokens.next(), CodeVersion.read());
        this.history = new DateHistory(connector, settings.keyspace(), run);
        ViewStore views = new CassandraViewStore(connector, settings.keyspace(), tokens, permit);
        this.publication = new ViewPublication(views, runId, new RunGate(record, history), clock);
        this.statistics = new StatisticsTables(connector, settings.keyspace(), views, clock);
        this.cleanup = new RunCleanup(connector, settings, views, clock);
    }

    /**
     * @throws JobFailure when a date has no rows, the lake cannot be opened, or a version cannot be published
     * @throws FencedException when a later run has taken over a date
     */
    void run(Request request) {
        record.entered(Stage.READING);
        if (request instanceof Request.Dates dates) {
            compute(dates);
        } else if (request instanceof Request.RollBack rollBack) {
            rollBack(rollBack);
        } else {
            recomputeAll();
        }
    }

    private void compute(Request.Dates asked) {
        LakeSnapshot lake = LakeSnapshot.pinNewest(spark);
        record.pinned(lake.id());
        NavigableMap<LocalDate, Long> rows = new TreeMap<>();
        asked.range().ifPresent(range -> rows.putAll(lake.rowsBetween(range.from(), range.to())));
        if (!asked.dates().isEmpty()) {
            rows.putAll(lake.rowsOf(asked.dates()));
        }
        record.planned(rows.keySet());
        if (asked.incomplete() == Request.Incomplete.REFUSE) {
            lake.completeness(settings.completeGrace()).orElseThrow().require(rows.keySet());
        }
        SnapshotTag tag = lake.tag(run.runId());
        try {
            rows.forEach((date, expected) -> {
                // Claimed before it is tagged: by the claim the date's next run finds the tag that a kill has left.
                Optional<DateHistory.Entry> before = history.claim(date, lake.id());
                tag.create();
                DayTotals totals = write(lake, date, expected, before);
                publication.publish(date.toString(), totals.cube(), lineage(lake, date, totals), run.token());
                record.datePublished(date, statistics.follow());
                cleanup.expire(lake, date, before.map(DateHistory.Entry::runId));
            });
        } finally {
            if (!record.hasPublished()) {
                removeQuietly(tag);
            }
        }
    }

    private void rollBack(Request.RollBack asked) {
        ViewVersion target = publication.wholeVersion(asked.date().toString(), asked.toRunId());
        LakeSnapshot lake = LakeSnapshot.pin(spark, target.lineage().snapshotId());
        record.pinned(lake.id());
        NavigableMap<LocalDate, Long> rows = lake.rowsOf(List.of(asked.date()));
        record.planned(rows.keySet());
        // Claimed before the views move: a run that is at this date must not publish it again.
        Optional<DateHistory.Entry> before = history.claim(asked.date(), lake.id());
        record.entered(Stage.WRITING_VIEWS);
        publication.rollBack(target.view(), target.runId());
        StatisticsTables.Written written = statistics.follow();
        write(lake, asked.date(), rows.get(asked.date()), before);
        record.datePublished(asked.date(), written);
        cleanup.expire(lake, asked.date(), before.map(DateHistory.Entry::runId));
    }

    private void recomputeAll() {
        record.planned(List.of());
        record.entered(Stage.WRITING_VIEWS);
        publication.recomputeAll();
        record.wroteStatistics(statistics.follow());
        cleanup.expireAll();
    }

    private DayTotals write(LakeSnapshot lake, LocalDate date, long expected, Optional<DateHistory.Entry> before) {
        Optional<Boolean> complete = complete(lake, date);
        record.dateStarted(date, complete);
        Instant began = clock.instant();
        Optional<Set<String>> added = before.flatMap(entry -> addedSince(entry, lake, date));
        WriteScope scope =
                before.isEmpty() ? WriteScope.FIRST : added.isPresent() ? WriteScope.ADDED : WriteScope.EVERYTHING;
        LongAccumulator rowsDone = spark.sparkContext().longAccumulator("rows of " + date);
        Dataset<Row> rows = lake.rowsByMatch(date, added);
        ParticipantWriting writing = new ParticipantWriting(connector, settings, date, scope, run.token(), rowsDone);
        ProgressReport progress = ProgressReport.start(record, rowsDone::sum, expected);
        DayTotals totals;
        try {
            totals = rows.toJavaRDD().mapPartitions(writing).collect().stream().reduce(DayTotals.NONE, DayTotals::plus);
        } finally {
            progress.close();
        }
        if (scope == WriteScope.EVERYTHING) {
            history.deleteOthers(date);
        }
        history.written(date);
        record.wroteParticipants(date, totals.counts(), totals.rowsWritten());
        LOG.info(
                "Wrote participants: date={} snapshot_id={} complete={} scope={} rows_read={} rows_removed={} rows_written={} seconds={}",
                date,
                lake.id(),
                complete.map(String::valueOf).orElse("unknown"),
                scope,
                totals.counts().read(),
                totals.counts().removed(),
                totals.rowsWritten(),
                secondsSince(began));
        return totals;
    }

    private Optional<Set<String>> addedSince(DateHistory.Entry before, LakeSnapshot lake, LocalDate date) {
        boolean isUsable = before.state() == DateHistory.State.WRITTEN
                && before.codeVersion().equals(run.codeVersion());
        return isUsable ? lake.changes().filesAddedSince(before.snapshotId(), date) : Optional.empty();
    }

    private Optional<Boolean> complete(LakeSnapshot lake, LocalDate date) {
        return lake.completeness(settings.completeGrace()).map(completeness -> completeness.isComplete(date));
    }

    private Lineage lineage(LakeSnapshot lake, LocalDate date, DayTotals totals) {
        String topic = lake.topic().map(name -> name + "/").orElse("");
        Map<String, OffsetRange> offsets = new HashMap<>();
        totals.offsets().forEach((partition, range) -> offsets.put(topic + partition, range));
        return new Lineage(
                lake.id(),
                run.codeVersion(),
                Optional.of(totals.counts().read()),
                totals.counts().removed(),
                offsets,
                complete(lake, date));
    }

    private static void removeQuietly(SnapshotTag tag) {
        try {
            tag.remove();
        } catch (RuntimeException e) {
            // The failure that led here is the one to tell.
            LOG.warn("Cannot remove the tag of a run that has published nothing", e);
        }
    }

    private String secondsSince(Instant began) {
        return String.format(
                Locale.ROOT, "%.1f", Duration.between(began, clock.instant()).toMillis() / 1000.0);
    }
}
