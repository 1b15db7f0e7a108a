package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.lake.LakeWatermarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A real Iceberg table with a real SQLite catalog in a folder on local disk, and a writer of it. */
final class LocalLake implements AutoCloseable {
    static final String TOPIC = "lol_matches";

    private final Path folder;
    private final LakeSettings settings;
    private final Lake lake;
    private final Clock clock;
    private final MatchLake writer;

    private LocalLake(Path folder, Clock clock) {
        this.folder = folder;
        this.settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000",
                "file:" + folder.resolve("lol_matches"));
        this.clock = clock;
        this.lake = Lake.open(settings);
        this.writer = writer(lake);
    }

    static LocalLake in(Path folder, Clock clock) {
        return new LocalLake(folder, clock);
    }

    Lake lake() {
        return lake;
    }

    MatchLake writer() {
        return writer;
    }

    /** A writer over a catalog connection of another's. */
    MatchLake writer(Lake connection) {
        return new IcebergMatchLake(
                connection, TOPIC, () -> new TopicIdentity.Topic("topic-1", 3), "lolbatch test", clock);
    }

    /** One more connection, as another process would have it. */
    Lake connect() {
        return Lake.open(settings);
    }

    LakeOffsets offsets() {
        return LakeOffsets.of(TOPIC, lake.table().properties());
    }

    LakeWatermarks watermarks() {
        return LakeWatermarks.of(TOPIC, lake.table().properties());
    }

    /** Of all rows of the newest snapshot, sorted. */
    List<Long> offsetsOfRows() {
        try {
            return LakeRows.of(lake.table()).stream()
                    .map(row -> (Long) row.getField("kafka_offset"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the table refers to them or not. */
    List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lol_matches"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    @Override
    public void close() {
        lake.close();
    }
}
