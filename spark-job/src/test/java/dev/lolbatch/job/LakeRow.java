package dev.lolbatch.job;

import dev.lolbatch.lake.LakeSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** One row of the lake; a plain participant of the flat form until told otherwise. */
record LakeRow(Map<String, Object> values) {
    static final StructType SCHEMA = SparkSchemaUtil.convert(LakeSchema.SCHEMA);

    /** A participant of a match that started at an instant. */
    static LakeRow of(String matchId, String participantId, Instant start) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : SCHEMA.fieldNames()) {
            values.put(column, null);
        }
        return new LakeRow(values)
                .with("match_id", matchId)
                .with("participant_id", participantId)
                .with("summoner_name", participantId)
                .with("match_timestamp", start.toEpochMilli())
                .with("match_date", LocalDate.ofInstant(start, ZoneOffset.UTC))
                .with("match_duration", 1_800)
                .with("champion_name", "Ahri")
                .with("position", "MIDDLE")
                .with("team_id", 100)
                .with("win", true)
                .with("kills", 1)
                .with("deaths", 1)
                .with("assists", 1)
                .with("kda", 2.0)
                .with("gold_earned", 9_000)
                .with("total_damage", 15_000)
                .with("cs", 150)
                .with("vision_score", 20)
                .with("kafka_partition", 0)
                .with("kafka_offset", 1L)
                .with("ingestion_timestamp", start.plusSeconds(3_600));
    }

    LakeRow with(String column, Object value) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException(
                    "Cannot set " + column + ": the lake has no such column; see LakeSchema");
        }
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(column, value);
        return new LakeRow(changed);
    }

    /** As the lake has it. */
    Row toRow() {
        return RowFactory.create(values.values().toArray());
    }

    /** As a task gets it, of a file that was added since the date was last written. */
    Row added() {
        return toRow(true);
    }

    /** As a task gets it, of a file that was there when the date was last written. */
    Row known() {
        return toRow(false);
    }

    private Row toRow(boolean isAdded) {
        return RowFactory.create(
                Stream.concat(values.values().stream(), Stream.of(isAdded)).toArray());
    }
}
