package dev.lolbatch.systemtests;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Reads flat Parquet files with nothing but Parquet. */
final class PlainParquet {
    private PlainParquet() {}

    /** Rows by column name, without the columns that have no value. */
    static List<Map<String, Object>> rows(Path file) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), file).build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                rows.add(row(group));
            }
        }
        return rows;
    }

    private static Map<String, Object> row(Group group) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int field = 0; field < group.getType().getFieldCount(); field++) {
            if (group.getFieldRepetitionCount(field) > 0) {
                row.put(group.getType().getFieldName(field), value(group, field));
            }
        }
        return row;
    }

    private static Object value(Group group, int field) {
        PrimitiveType type = group.getType().getType(field).asPrimitiveType();
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> group.getString(field, 0);
            case BOOLEAN -> group.getBoolean(field, 0);
            case DOUBLE -> group.getDouble(field, 0);
            case INT32 ->
                logical instanceof DateLogicalTypeAnnotation
                        ? LocalDate.ofEpochDay(group.getInteger(field, 0))
                        : (Object) group.getInteger(field, 0);
            case INT64 ->
                logical instanceof TimestampLogicalTypeAnnotation
                        ? Instant.EPOCH.plus(group.getLong(field, 0), ChronoUnit.MICROS)
                        : (Object) group.getLong(field, 0);
            default ->
                throw new IllegalArgumentException("Cannot read column " + type.getName() + ": the lake has no "
                        + type.getPrimitiveTypeName() + "; compare with DESIGN 3.2");
        };
    }
}
