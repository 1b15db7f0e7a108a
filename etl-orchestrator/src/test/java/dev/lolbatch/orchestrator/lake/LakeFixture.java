package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSchema;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;

/** A small real lake in a folder. */
public final class LakeFixture {
    private LakeFixture() {}

    /** Where the lake of a folder is; nothing is created. */
    public static LakeSettings in(Path folder) {
        registerDriver();
        return LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000", folder.toUri() + "lol_matches");
    }

    /** Registers a file that nobody will read: the lake then has rows of this date. */
    public static void register(LakeSettings settings, LocalDate date) {
        try (Lake lake = Lake.open(settings)) {
            Table table = lake.createTableIfAbsent();
            DataFile file = DataFiles.builder(LakeSchema.SPEC)
                    .withPartition(partition(date))
                    .withPath(settings.location() + "/" + date + ".parquet")
                    .withFormat(FileFormat.PARQUET)
                    .withFileSizeInBytes(1)
                    .withRecordCount(1)
                    .build();
            table.newAppend().appendFile(file).commit();
        }
    }

    /** The same for so many dates in one commit, with a number in the files' names and so many rows in each. */
    public static void register(LakeSettings settings, LocalDate first, int days, int number, long rows) {
        try (Lake lake = Lake.open(settings)) {
            AppendFiles append = lake.createTableIfAbsent().newAppend();
            first.datesUntil(first.plusDays(days))
                    .forEach(date -> append.appendFile(DataFiles.builder(LakeSchema.SPEC)
                            .withPartition(partition(date))
                            .withPath(settings.location() + "/" + date + "-" + number + ".parquet")
                            .withFormat(FileFormat.PARQUET)
                            .withFileSizeInBytes(1)
                            .withRecordCount(rows)
                            .build()));
            append.commit();
        }
    }

    /** Writes one match of ten participants, five of them winners, each with another champion. */
    public static void write(LakeSettings settings, LocalDate date, List<String> champions) {
        try (Lake lake = Lake.open(settings)) {
            Table table = lake.createTableIfAbsent();
            DataWriter<Record> writer = Parquet.writeData(
                            table.io().newOutputFile(settings.location() + "/" + date + "/matches.parquet"))
                    .schema(LakeSchema.SCHEMA)
                    .createWriterFunc(GenericParquetWriter::create)
                    .withSpec(LakeSchema.SPEC)
                    .withPartition(partition(date))
                    .build();
            try (writer) {
                for (int i = 0; i < champions.size(); i++) {
                    writer.write(participant(date, champions.get(i), i));
                }
            }
            table.newAppend().appendFile(writer.toDataFile()).commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** DriverManager looks for drivers once a JVM, and a test that ran before may have had another class loader. */
    private static void registerDriver() {
        try {
            Class.forName("org.sqlite.JDBC");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Record participant(LocalDate date, String champion, int index) {
        Instant start = date.atTime(20, 0).toInstant(ZoneOffset.UTC);
        Record row = GenericRecord.create(LakeSchema.SCHEMA);
        row.setField("match_id", "EUW1_" + date);
        row.setField("match_timestamp", start.toEpochMilli());
        row.setField("match_duration", 1_800);
        row.setField("summoner_name", "player " + index);
        row.setField("champion_name", champion);
        row.setField(
                "position",
                List.of("TOP", "JUNGLE", "MIDDLE", "BOTTOM", "UTILITY").get(index % 5));
        row.setField("team_id", index < 5 ? 100 : 200);
        row.setField("win", index < 5);
        row.setField("kills", index);
        row.setField("deaths", 2);
        row.setField("assists", 4);
        row.setField("kda", (index + 4) / 2.0);
        row.setField("gold_earned", 9_000);
        row.setField("total_damage", 15_000);
        row.setField("cs", 150);
        row.setField("vision_score", 20);
        row.setField("kafka_offset", 0L);
        row.setField("kafka_partition", 0);
        row.setField("ingestion_timestamp", start.plusSeconds(3_600).atOffset(ZoneOffset.UTC));
        row.setField("match_date", date);
        row.setField("participant_id", "player " + index);
        return row;
    }

    private static PartitionData partition(LocalDate date) {
        PartitionData partition = new PartitionData(LakeSchema.SPEC.partitionType());
        int days = Literal.of(date.toString()).<Integer>to(Types.DateType.get()).value();
        partition.set(0, days);
        return partition;
    }
}
