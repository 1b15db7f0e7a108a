package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.batch.PackedMatch;
import dev.lolbatch.ingest.batch.PackedRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Writes the rows of one match date as one Parquet file, and describes it for the table with its column metrics. */
public final class MatchFileWriter {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Table table;
    private final Configuration hadoop;

    /**
     * A writer of files for a table.
     *
     * @param hadoop reaches the table's file system
     */
    public MatchFileWriter(Table table, Configuration hadoop) {
        this.table = table;
        this.hadoop = hadoop;
    }

    /** @param id unique over all writers */
    static String fileName(Instant now, String id) {
        return "matches_" + FILE_TIME.format(now) + "_" + id + ".parquet";
    }

    /** Where the file of a date is to lie, below the folder of the date. */
    public String location(LocalDate date, String fileName) {
        return table.locationProvider().newDataLocation(table.spec(), partition(date), fileName);
    }

    /**
     * Writes and closes one file; readers cannot find it until it is committed.
     *
     * @param footer key-value metadata of the file
     */
    public DataFile write(String location, LocalDate date, List<PackedMatch> matches, Map<String, String> footer) {
        try {
            ParquetMetadata metadata = encode(location, matches, footer);
            return DataFiles.builder(table.spec())
                    .withPath(location)
                    .withFormat(FileFormat.PARQUET)
                    .withPartition(partition(date))
                    .withFileSizeInBytes(table.io().newInputFile(location).getLength())
                    .withMetrics(ParquetUtil.footerMetrics(metadata, Stream.empty(), MetricsConfig.forTable(table)))
                    .withSplitOffsets(ParquetUtil.getSplitOffsets(metadata))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write lake file " + location, e);
        }
    }

    private ParquetMetadata encode(String location, List<PackedMatch> matches, Map<String, String> footer)
            throws IOException {
        ParquetWriter<PackedRows> writer = new Builder(location, hadoop, footer)
                .withConf(hadoop)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build();
        try (writer) {
            for (PackedMatch match : matches) {
                PackedRows rows = match.rows();
                while (rows.next()) {
                    writer.write(rows);
                }
            }
        }
        return writer.getFooter();
    }

    PartitionData partition(LocalDate date) {
        PartitionData partition = new PartitionData(table.spec().partitionType());
        partition.set(0, Math.toIntExact(date.toEpochDay()));
        return partition;
    }

    private static final class Builder extends ParquetWriter.Builder<PackedRows, Builder> {
        private final Map<String, String> footer;

        Builder(String location, Configuration hadoop, Map<String, String> footer) throws IOException {
            super(HadoopOutputFile.fromPath(new Path(location), hadoop));
            this.footer = footer;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract in Parquet, though deprecated.
        protected WriteSupport<PackedRows> getWriteSupport(Configuration configuration) {
            return new MatchRowWriteSupport(footer);
        }

        @Override
        protected WriteSupport<PackedRows> getWriteSupport(ParquetConfiguration configuration) {
            return new MatchRowWriteSupport(footer);
        }
    }
}
