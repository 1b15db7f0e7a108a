package dev.lolbatch.job;

import dev.lolbatch.lake.LakeSchema;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The columns of the lake's rows as tasks get them: the lake's own, in its order, and {@code added}. */
final class LakeColumns {
    /** True for a row of a file that was added since the date was last written. */
    static final String ADDED = "added";

    private static final List<String> ALL = Stream.concat(
                    LakeSchema.SCHEMA.columns().stream().map(NestedField::name), Stream.of(ADDED))
            .toList();

    private LakeColumns() {}

    /** Where a column is in a row. */
    static int index(String column) {
        int index = ALL.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("Cannot find column " + column + ": rows of the lake have " + ALL);
        }
        return index;
    }

    static Dataset<Row> select(Dataset<Row> rows) {
        return rows.select(ALL.stream().map(functions::col).toArray(Column[]::new));
    }
}
