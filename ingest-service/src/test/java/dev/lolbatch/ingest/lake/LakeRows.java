package dev.lolbatch.ingest.lake;

import dev.lolbatch.lake.LakeSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Every row of the table's newest snapshot, read from its files by Iceberg's own reader. */
public final class LakeRows {
    private LakeRows() {}

    public static List<Record> of(Table table) throws IOException {
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                try (CloseableIterable<Record> records = Parquet.read(
                                table.io().newInputFile(task.file().location()))
                        .project(LakeSchema.SCHEMA)
                        .createReaderFunc(file -> GenericParquetReaders.buildReader(LakeSchema.SCHEMA, file))
                        .build()) {
                    records.forEach(row -> rows.add(row.copy()));
                }
            }
        }
        return rows;
    }
}
