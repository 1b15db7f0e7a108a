package dev.lolbatch.systemtests;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** Looks at the lake as a stranger would: plain Iceberg for the table, plain HDFS for the folders. */
final class LakeReader implements AutoCloseable {
    private static final TableIdentifier TABLE = TableIdentifier.of("lolbatch", "lol_matches");

    private final JdbcCatalog catalog = new JdbcCatalog();
    private final String location;
    private final String offsetProperty;

    LakeReader(String catalogUri, String location, String topic) {
        this.location = location;
        this.offsetProperty = "ingest.offset." + topic + ".";
        open(catalog, catalogUri);
    }

    private void open(JdbcCatalog opened, String uri) {
        opened.setConf(new Configuration());
        opened.initialize(
                "lake",
                Map.of(
                        CatalogProperties.URI,
                        uri,
                        CatalogProperties.WAREHOUSE_LOCATION,
                        location,
                        "jdbc.schema-version",
                        "V1"));
    }

    /** Makes a table without a row of the same name, columns and place in another catalog. */
    void createEmptyTwin(String catalogUri) {
        try (JdbcCatalog other = new JdbcCatalog()) {
            open(other, catalogUri);
            other.createNamespace(TABLE.namespace());
            other.buildTable(TABLE, table().schema())
                    .withPartitionSpec(table().spec())
                    .withLocation(location)
                    .create();
        }
    }

    /** Per partition the offset that the lake has come to; without those that it has nothing of. */
    Map<Integer, Long> offsets() {
        if (!catalog.tableExists(TABLE)) {
            return Map.of();
        }
        return table().properties().entrySet().stream()
                .filter(property -> property.getKey().startsWith(offsetProperty))
                .collect(toMap(
                        property -> Integer.valueOf(property.getKey().substring(offsetProperty.length())),
                        property -> Long.valueOf(property.getValue())));
    }

    /** The table's data files by their paths, with the date of their partition. */
    Map<String, LocalDate> dataFiles() throws IOException {
        Map<String, LocalDate> files = new TreeMap<>();
        try (CloseableIterable<FileScanTask> tasks = table().newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                files.put(
                        URI.create(task.file().location()).getPath(),
                        LocalDate.ofEpochDay(task.file().partition().get(0, Integer.class)));
            }
        }
        return files;
    }

    /** All Parquet files under the lake's folder, by their paths. */
    List<String> listing() throws IOException {
        List<String> paths = new ArrayList<>();
        try (FileSystem hdfs = FileSystem.newInstance(URI.create(location), new Configuration())) {
            RemoteIterator<LocatedFileStatus> files = hdfs.listFiles(new Path(location), true);
            while (files.hasNext()) {
                Path path = files.next().getPath();
                if (path.getName().endsWith(".parquet")) {
                    paths.add(path.toUri().getPath());
                }
            }
        }
        return paths;
    }

    /** The rows of a file, read without Iceberg. */
    List<Map<String, Object>> rows(String path) throws IOException {
        return PlainParquet.rows(new Path(URI.create(location).resolve(path)));
    }

    @Override
    public void close() {
        catalog.close();
    }

    private Table table() {
        return catalog.loadTable(TABLE);
    }
}
