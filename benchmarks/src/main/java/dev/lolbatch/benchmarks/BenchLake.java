package dev.lolbatch.benchmarks;

import dev.lolbatch.generator.Ending;
import dev.lolbatch.generator.GeneratedMatch;
import dev.lolbatch.generator.GeneratedParticipant;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.generator.Queue;
import dev.lolbatch.generator.Score;
import dev.lolbatch.ingest.batch.PackedMatch;
import dev.lolbatch.ingest.batch.RecordPosition;
import dev.lolbatch.ingest.lake.MatchFileWriter;
import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.Participant;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSchema;
import dev.lolbatch.lake.LakeSettings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;

/**
 * A lake of generated Match-V5 matches, filled by the product's own file writer without Kafka: its files are those that
 * ingest-service would have committed.
 */
final class BenchLake implements AutoCloseable {
    private static final int PARTITIONS = 3;
    /** Seeds of a day's files differ by it, so that no match id comes twice. */
    private static final long SEEDS_PER_DAY = 1_000;

    private final Lake lake;
    private long commits;

    private BenchLake(Lake lake) {
        this.lake = lake;
    }

    /** A lake with an empty table. */
    static BenchLake create(LakeSettings settings) {
        Lake lake = Lake.open(settings);
        lake.createTableIfAbsent();
        return new BenchLake(lake);
    }

    LakeSettings settings() {
        return lake.settings();
    }

    /**
     * Commits new matches of a date, spread over it.
     *
     * @return how many rows they have
     */
    long add(LocalDate date, int files, int matchesPerFile) {
        Table table = lake.table();
        MatchFileWriter writer = new MatchFileWriter(table, lake.hadoop());
        long commit = commits++;
        List<DataFile> written = IntStream.range(0, files)
                .parallel()
                .mapToObj(file -> {
                    List<PackedMatch> matches = matches(date, commit, file, matchesPerFile);
                    String name = "commit" + commit + "_" + file + ".parquet";
                    return writer.write(writer.location(date, name), date, matches, Map.of());
                })
                .toList();
        AppendFiles append = table.newAppend();
        written.forEach(append::appendFile);
        append.commit();
        return written.stream().mapToLong(DataFile::recordCount).sum();
    }

    /** Commits files that nobody will read, one a day: for what goes by the table's metadata alone. */
    void register(LocalDate first, int days, long rows) {
        AppendFiles append = lake.table().newAppend();
        long commit = commits++;
        for (LocalDate date : first.datesUntil(first.plusDays(days)).toList()) {
            append.appendFile(DataFiles.builder(LakeSchema.SPEC)
                    .withPartitionPath("match_date=" + date)
                    .withPath(lake.settings().location() + "/" + date + "-" + commit + ".parquet")
                    .withFormat(FileFormat.PARQUET)
                    .withFileSizeInBytes(rows)
                    .withRecordCount(rows)
                    .build());
        }
        append.commit();
    }

    private static List<PackedMatch> matches(LocalDate date, long commit, int file, int count) {
        long seed = commit * SEEDS_PER_DAY + file;
        long received =
                date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        List<PackedMatch> matches = new ArrayList<>(count);
        new MatchGenerator(GeneratorSettings.onDates(seed, count, date, date))
                .matches()
                .forEach(match -> {
                    long offset = (seed / PARTITIONS) * count + matches.size();
                    int partition = Math.toIntExact(seed % PARTITIONS);
                    matches.add(PackedMatch.of(match(match), new RecordPosition(partition, offset, received + offset)));
                });
        return matches;
    }

    /** What the reader makes of the match's Match-V5 form. */
    private static Match match(GeneratedMatch match) {
        return new Match(
                match.matchId(),
                match.start().toEpochMilli(),
                match.durationSeconds(),
                match.patch() + ".691.9951",
                match.queue().id(),
                match.queue().gameMode(),
                match.platformId(),
                match.ending() == Ending.ABORTED ? "Abort_Unexpected" : "GameComplete",
                match.participants().stream()
                        .map(player -> participant(match, player))
                        .toList());
    }

    private static Participant participant(GeneratedMatch match, GeneratedParticipant player) {
        Score score = player.score();
        return new Participant(
                player.player().puuid(),
                player.player().puuid(),
                player.player().riotId(),
                player.champion().name(),
                player.champion().id(),
                player.position().teamPosition(),
                player.teamId(),
                match.queue() == Queue.ARENA ? player.subteamId() : 0,
                player.win(),
                score.kills(),
                score.deaths(),
                score.assists(),
                score.kda(),
                score.gold(),
                score.damage(),
                score.cs(),
                score.visionScore(),
                match.remake());
    }

    @Override
    public void close() {
        lake.close();
    }
}
