package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.upkeep.DateRange;
import dev.lolbatch.lake.LakeSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of a table's version in hand, one after the other, from its metadata alone. */
final class TableFiles {
    private TableFiles() {}

    /** Hands over the files of some match dates, in no order. */
    static void forEach(Table table, DateRange dates, Consumer<FileScanTask> action) {
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(rowsOf(dates)).planFiles()) {
            tasks.forEach(action);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the lake's files", e);
        }
    }

    /** A file's partition is its match date. */
    static LocalDate date(FileScanTask file) {
        return LocalDate.ofEpochDay(file.partition().get(0, Integer.class));
    }

    private static Expression rowsOf(DateRange dates) {
        Expression from = dates.from()
                .<Expression>map(date -> Expressions.greaterThanOrEqual(LakeSchema.MATCH_DATE, date.toString()))
                .orElse(Expressions.alwaysTrue());
        Expression to = dates.to()
                .<Expression>map(date -> Expressions.lessThanOrEqual(LakeSchema.MATCH_DATE, date.toString()))
                .orElse(Expressions.alwaysTrue());
        return Expressions.and(from, to);
    }
}
