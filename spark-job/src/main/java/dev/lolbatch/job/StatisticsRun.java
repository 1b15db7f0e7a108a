package dev.lolbatch.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: the participants of the asked dates, and the views over the whole history, from one snapshot of the lake.
 *
 * <p>Every file of the lake is read once: the asked dates in full, kept for the two uses of them; every other date only in the
 * columns that the views need.
 */
final class StatisticsRun {
    private static final Logger LOG = LoggerFactory.getLogger(StatisticsRun.class);

    private final SparkSession spark;
    private final StatisticsTables tables;
    private final RunRecord record;
    private final Clock clock;
    private final ChampionNames champions;

    StatisticsRun(SparkSession spark, StatisticsTables tables, RunRecord record, Clock clock, ChampionNames champions) {
        this.spark = spark;
        this.tables = tables;
        this.record = record;
        this.clock = clock;
        this.champions = champions;
    }

    /**
     * Reads, computes and writes. Whatever a failed run has written is right, and the next run writes the rest.
     *
     * @throws JobFailure when a date has no rows or the lake cannot be opened
     */
    void run(List<LocalDate> dates) {
        record.entered(Stage.READING);
        Instant began = clock.instant();
        LakeSnapshot lake = LakeSnapshot.pinNewest(spark);
        record.pinned(lake.id());
        lake.requireRowsOf(dates);
        Dataset<Row> marked = Removals.withRemovedBy(lake.rowsOf(dates)).persist(StorageLevel.MEMORY_AND_DISK());
        ReadCounts counts = ReadCounts.of(marked);
        record.read(counts);
        LOG.info(
                "Read the lake: dates={} snapshot_id={} rows_read={} rows_removed={} seconds={}",
                dates,
                lake.id(),
                counts.read(),
                counts.removed(),
                secondsSince(began));

        Map<String, Long> written = new LinkedHashMap<>();
        Dataset<Row> participants = participants(marked);
        writeParticipants(marked, participants, counts, written);
        writeViews(sums(participants, lake.rowsBeside(dates)), written);
    }

    private void writeParticipants(
            Dataset<Row> marked, Dataset<Row> participants, ReadCounts counts, Map<String, Long> written) {
        record.entered(Stage.WRITING_PARTICIPANTS);
        Instant began = clock.instant();
        tables.writeParticipants(participants);
        if (!counts.removed().isEmpty()) {
            tables.deleteParticipants(Removals.filterVanished(marked));
        }
        written.put("match_participants", counts.kept());
        record.wrote(written);
        LOG.info("Wrote participants: rows={} seconds={}", counts.kept(), secondsSince(began));
    }

    private void writeViews(Dataset<Row> sums, Map<String, Long> written) {
        record.entered(Stage.WRITING_VIEWS);
        Instant began = clock.instant();
        Dataset<Row> kept = sums.persist(StorageLevel.MEMORY_AND_DISK());
        long champions = tables.replaceView("champion_stats", ViewSums.championStats(kept), began);
        long positions = tables.replaceView("position_stats", ViewSums.positionStats(kept), began);
        written.put("champion_stats", champions);
        written.put("position_stats", positions);
        record.wrote(written);
        LOG.info("Wrote views: champions={} positions={} seconds={}", champions, positions, secondsSince(began));
    }

    private Dataset<Row> sums(Dataset<Row> participants, Dataset<Row> history) {
        Dataset<Row> all = participants.union(participants(Removals.withRemovedBy(history)));
        return ViewSums.sums(ViewSums.filterRemakesOut(all));
    }

    private Dataset<Row> participants(Dataset<Row> marked) {
        return Features.withFeatures(Positions.withPosition(champions.withChampionName(Removals.filterKept(marked))));
    }

    private String secondsSince(Instant began) {
        return String.format(
                Locale.ROOT, "%.1f", Duration.between(began, clock.instant()).toMillis() / 1000.0);
    }
}
