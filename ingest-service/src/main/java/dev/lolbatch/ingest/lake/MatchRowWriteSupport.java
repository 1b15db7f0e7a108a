package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.batch.PackedRows;
import dev.lolbatch.lake.LakeSchema;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Encodes packed rows for Parquet, column by column in the order of {@link LakeSchema#SCHEMA}, without an object for a value.
 *
 * <p>The Parquet schema carries Iceberg's field ids, so Iceberg reads these files as its own.
 */
final class MatchRowWriteSupport extends WriteSupport<PackedRows> {
    static final MessageType PARQUET_SCHEMA = ParquetSchemaUtil.convert(LakeSchema.SCHEMA, "lol_matches");

    private static final String[] NAMES =
            PARQUET_SCHEMA.getFields().stream().map(Type::getName).toArray(String[]::new);
    private static final PrimitiveTypeName[] TYPES = PARQUET_SCHEMA.getFields().stream()
            .map(field -> field.asPrimitiveType().getPrimitiveTypeName())
            .toArray(PrimitiveTypeName[]::new);

    private final Map<String, String> footer;
    private RecordConsumer consumer;

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
    public void write(PackedRows row) {
        consumer.startMessage();
        for (int column = 0; column < TYPES.length; column++) {
            if (row.hasValue()) {
                String name = NAMES[column];
                consumer.startField(name, column);
                write(row, TYPES[column]);
                consumer.endField(name, column);
            }
        }
        consumer.endMessage();
    }

    private void write(PackedRows row, PrimitiveTypeName type) {
        switch (type) {
            case BINARY -> consumer.addBinary(row.text(Binary::fromConstantByteArray));
            case INT32 -> consumer.addInteger(row.int32());
            case INT64 -> consumer.addLong(row.int64());
            case DOUBLE -> consumer.addDouble(row.float64());
            case BOOLEAN -> consumer.addBoolean(row.bool());
            default -> throw new IllegalStateException("Cannot write a column of type " + type);
        }
    }
}
