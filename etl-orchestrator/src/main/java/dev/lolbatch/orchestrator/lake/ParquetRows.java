package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.orchestrator.history.Column;
import dev.lolbatch.orchestrator.history.Participant;
import dev.lolbatch.orchestrator.history.RowEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Participants as a Parquet file, a row group at a time, with the columns of {@code match_participants}. */
public final class ParquetRows implements RowEncoder {
    private static final int ROW_GROUP_BYTES = 4 << 20;
    private static final int PRECISION = 38;
    private static final int SCALE = 2;

    private static final Map<Class<?>, Type> TYPES = Map.of(
            String.class, Types.StringType.get(),
            Integer.class, Types.IntegerType.get(),
            Long.class, Types.LongType.get(),
            Boolean.class, Types.BooleanType.get(),
            BigDecimal.class, Types.DecimalType.of(PRECISION, SCALE),
            LocalDate.class, Types.DateType.get(),
            Instant.class, Types.TimestampType.withZone());

    private static final Schema SCHEMA = schema();

    private final Sink sink = new Sink();
    private final FileAppender<Record> file;

    /** Begins a file. */
    public ParquetRows() {
        try {
            file = Parquet.write(sink)
                    .schema(SCHEMA)
                    .createWriterFunc(GenericParquetWriter::create)
                    // As the lake's own files are.
                    .set(TableProperties.PARQUET_COMPRESSION, "snappy")
                    .set(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Integer.toString(ROW_GROUP_BYTES))
                    .named("participants")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema() {
        List<Types.NestedField> fields = new ArrayList<>();
        for (Column column : Column.ALL) {
            int id = fields.size() + 1;
            Type type = TYPES.get(column.type());
            fields.add(
                    column.isOptional()
                            ? Types.NestedField.optional(id, column.name(), type)
                            : Types.NestedField.required(id, column.name(), type));
        }
        return new Schema(fields);
    }

    @Override
    public byte[] rows(List<Participant> participants) {
        for (Participant participant : participants) {
            file.add(record(participant));
        }
        return sink.taken();
    }

    @Override
    public byte[] end() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.taken();
    }

    private static Record record(Participant participant) {
        Record row = GenericRecord.create(SCHEMA);
        for (int index = 0; index < Column.ALL.size(); index++) {
            row.set(index, value(Column.ALL.get(index).of(participant).orElse(null)));
        }
        return row;
    }

    private static Object value(Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return value instanceof BigDecimal decimal ? decimal.setScale(SCALE) : value;
    }

    /** Keeps what was written until it is taken. */
    private static final class Sink implements OutputFile {
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private long taken;

        byte[] taken() {
            byte[] bytes = waiting.toByteArray();
            waiting.reset();
            taken += bytes.length;
            return bytes;
        }

        @Override
        public PositionOutputStream create() {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return taken + waiting.size();
                }

                @Override
                public void write(int b) {
                    waiting.write(b);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    waiting.write(bytes, offset, length);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return create();
        }

        @Override
        public String location() {
            return "participants.parquet";
        }

        @Override
        public InputFile toInputFile() {
            throw new UnsupportedOperationException("What was sent cannot be read again");
        }
    }
}
