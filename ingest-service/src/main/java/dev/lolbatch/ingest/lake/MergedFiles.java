package dev.lolbatch.ingest.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.jboss.logging.Logger;

/**
 * Writes the rows of many files of one match date into few, in their order. Rows are streamed: a row group that is read and
 * one that is written are in memory, whatever the date holds.
 */
final class MergedFiles {
    private static final Logger LOG = Logger.getLogger(MergedFiles.class);

    /** Small enough to be in memory beside a batch and its commit, large enough to be read in few steps. */
    private static final int ROW_GROUPS = 8;

    private final Table table;
    private final Configuration hadoop;
    private final LocalDate date;
    private final long targetBytes;
    private final IntFunction<String> fileName;
    private final Map<String, String> footer;
    private final List<String> locations = new ArrayList<>();
    private final List<DataFile> closed = new ArrayList<>();
    private DataWriter<Record> open;

    /**
     * Files of a date.
     *
     * @param targetBytes size at which a file is closed, with the source that is at hand then
     * @param fileName of the n-th file
     * @param footer key-value metadata of each file
     */
    MergedFiles(
            Table table,
            Configuration hadoop,
            LocalDate date,
            long targetBytes,
            IntFunction<String> fileName,
            Map<String, String> footer) {
        this.table = table;
        this.hadoop = hadoop;
        this.date = date;
        this.targetBytes = targetBytes;
        this.fileName = fileName;
        this.footer = footer;
    }

    void add(DataFile source) {
        try (CloseableIterable<Record> rows = Parquet.read(table.io().newInputFile(source.location()))
                .project(table.schema())
                .reuseContainers()
                .createReaderFunc(file -> GenericParquetReaders.buildReader(table.schema(), file))
                .build()) {
            if (open == null) {
                open = open();
            }
            rows.forEach(open::write);
            if (open.length() >= targetBytes) {
                close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot join lake file " + source.location() + " with others", e);
        }
    }

    private DataWriter<Record> open() throws IOException {
        MatchFileWriter files = new MatchFileWriter(table, hadoop);
        String location = files.location(date, fileName.apply(locations.size()));
        locations.add(location);
        Parquet.DataWriteBuilder builder = Parquet.writeData(table.io().newOutputFile(location))
                .forTable(table)
                .set(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Long.toString(targetBytes / ROW_GROUPS))
                .createWriterFunc(GenericParquetWriter::create)
                .withSpec(table.spec())
                .withPartition(files.partition(date))
                .overwrite(false);
        footer.forEach(builder::meta);
        return builder.build();
    }

    private void close() throws IOException {
        open.close();
        closed.add(open.toDataFile());
        open = null;
    }

    /** Closes the last file; they are all. */
    List<DataFile> finish() {
        try {
            if (open != null) {
                close();
            }
            return List.copyOf(closed);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write lake file " + locations.get(locations.size() - 1), e);
        }
    }

    List<String> locations() {
        return List.copyOf(locations);
    }

    /** Deletes what was written; not once a commit was tried. */
    void discard() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                // The file system is away, or full, which whoever discards has already found.
                LOG.debugf(e, "Cannot close a file that is not needed");
            }
        }
        UncommittedFiles.delete(table, locations);
    }
}
