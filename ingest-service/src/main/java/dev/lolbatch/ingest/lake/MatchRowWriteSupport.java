package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.batch.MatchRow;
import dev.lolbatch.ingest.batch.RecordPosition;
import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.Participant;
import dev.lolbatch.lake.LakeSchema;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Encodes rows for Parquet straight from the match, column by column in the order of {@link LakeSchema#SCHEMA}.
 *
 * <p>The Parquet schema carries Iceberg's field ids, so Iceberg reads these files as its own.
 */
final class MatchRowWriteSupport extends WriteSupport<MatchRow> {
    static final MessageType PARQUET_SCHEMA = ParquetSchemaUtil.convert(LakeSchema.SCHEMA, "lol_matches");

    private static final long MICROS_PER_MILLI = 1000;

    private final Map<String, String> footer;
    private RecordConsumer consumer;
    private int column;

    MatchRowWriteSupport(Map<String, String> footer) {
        this.footer = footer;
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in Parquet, though deprecated.
    public WriteContext init(Configuration configuration) {
        return new WriteContext(PARQUET_SCHEMA, footer);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(PARQUET_SCHEMA, footer);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    public void write(MatchRow row) {
        Match match = row.match();
        Participant player = row.participant();
        RecordPosition position = row.position();
        column = 0;
        consumer.startMessage();
        text(match.id());
        int64(match.timestampMillis());
        int32(match.durationSeconds());
        text(player.summonerName());
        text(player.championName());
        text(player.position());
        int32(player.teamId());
        bool(player.win());
        int32(player.kills());
        int32(player.deaths());
        int32(player.assists());
        float64(player.kda());
        int32(player.goldEarned());
        int32(player.totalDamage());
        int32(player.cs());
        int32(player.visionScore());
        int64(position.offset());
        int32(position.partition());
        int64(position.timestampMillis() * MICROS_PER_MILLI);
        int32(Math.toIntExact(match.date().toEpochDay()));
        text(player.id());
        text(player.puuid());
        int32(player.championId());
        text(match.gameVersion());
        int32(match.queueId());
        text(match.gameMode());
        text(match.platformId());
        int32(player.subteamId());
        bool(player.earlySurrender());
        text(match.endOfGameResult());
        consumer.endMessage();
    }

    private void text(String value) {
        if (value != null) {
            begin();
            consumer.addBinary(Binary.fromString(value));
            end();
        }
        column++;
    }

    private void int32(Integer value) {
        if (value != null) {
            begin();
            consumer.addInteger(value);
            end();
        }
        column++;
    }

    private void int64(long value) {
        begin();
        consumer.addLong(value);
        end();
        column++;
    }

    private void float64(Double value) {
        if (value != null) {
            begin();
            consumer.addDouble(value);
            end();
        }
        column++;
    }

    private void bool(Boolean value) {
        if (value != null) {
            begin();
            consumer.addBoolean(value);
            end();
        }
        column++;
    }

    private void begin() {
        consumer.startField(PARQUET_SCHEMA.getFieldName(column), column);
    }

    private void end() {
        consumer.endField(PARQUET_SCHEMA.getFieldName(column), column);
    }
}
