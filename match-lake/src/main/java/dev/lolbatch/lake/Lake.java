package dev.lolbatch.lake;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.hadoop.HadoopInputFile;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * An open lake: the catalog and the one table in it.
 *
 * <p>Thread-safe. Every call of {@link #table()} reads the catalog anew; a {@link Table} in hand stays at the version
 * that it was loaded at until it is refreshed.
 */
public final class Lake implements AutoCloseable {
    private static final String CATALOG_NAME = "lake";

    /** Default Hadoop options; the first alone makes a small commit 100 ms instead of 870. */
    private static final Map<String, String> HADOOP_DEFAULTS = Map.of(
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5",
            // Asked 5 times, ever later, whether a block is there, it would give up after 155 ms, and the data node of
            // a busy machine can take longer to report one. 12 times is 20 s.
            "dfs.client.block.write.locateFollowingBlock.retries", "12",
            // Whoever uses the lake repeats what failed, and says so; Hadoop's own repeats, for minutes to a quarter
            // of an hour, would hide it. A refused connection: 10 times a second becomes 2.
            "ipc.client.connect.max.retries", "2",
            // No answer to a connection: 46 times 20 s becomes 2 times 10.
            "ipc.client.connect.timeout", "10000",
            "ipc.client.connect.max.retries.on.timeouts", "1",
            // A NameNode that takes calls and does not answer, such as a stopped one: 120 s.
            "ipc.client.rpc-timeout.ms", "30000",
            // No data node has the block: waits that add up to half a minute for each of Iceberg's 20 reads.
            "dfs.client.retry.window.base", "500");

    private static final Map<String, String> TABLE_PROPERTIES = Map.of(
            TableProperties.FORMAT_VERSION, "2",
            TableProperties.PARQUET_COMPRESSION, "snappy",
            TableProperties.WRITE_LOCATION_PROVIDER_IMPL, MatchDateLocationProvider.class.getName(),
            // One commit per batch: without these, metadata outgrows the data.
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20");

    private final LakeSettings settings;
    private final Configuration hadoop;
    private final Catalog catalog;

    private Lake(LakeSettings settings, Configuration hadoop, Catalog catalog) {
        this.settings = settings;
        this.hadoop = hadoop;
        this.catalog = catalog;
    }

    /** Opens the catalog; the table need not exist yet. A database that does not answer is the catalog's exception. */
    public static Lake open(LakeSettings settings) {
        settings.sqliteFile().ifPresent(Lake::createFolderOfSqliteFile);
        Configuration hadoop = hadoopConfiguration(settings);
        Map<String, String> options = new LinkedHashMap<>(settings.catalogOptions());
        options.remove("catalog-impl");
        return new Lake(settings, hadoop, catalog(settings.catalogImpl(), options, hadoop));
    }

    /** For what else lies on the lake's file system: what is given up on soon here is so there. */
    public static Configuration hadoopConfiguration(LakeSettings settings) {
        Configuration hadoop = new Configuration();
        HADOOP_DEFAULTS.forEach(hadoop::set);
        settings.hadoop().forEach(hadoop::set);
        return hadoop;
    }

    private static Catalog catalog(String implementation, Map<String, String> options, Configuration hadoop) {
        try {
            return CatalogUtil.loadCatalog(implementation, CATALOG_NAME, options, hadoop);
        } catch (UncheckedSQLException e) {
            // The JDBC catalog upgrades a new database in two steps, and whoever comes second in a race fails at the
            // second; by now the winner has made it.
            return CatalogUtil.loadCatalog(implementation, CATALOG_NAME, options, hadoop);
        }
    }

    /**
     * The table at its newest version.
     *
     * @throws LakeNotFoundException when nothing was ever ingested into this catalog
     * @throws UncheckedIOException when the file system cannot be reached
     */
    public Table table() {
        requireFileSystem();
        try {
            return catalog.loadTable(LakeSchema.TABLE);
        } catch (NoSuchTableException e) {
            throw new LakeNotFoundException(settings, e);
        }
    }

    /**
     * The table, created empty at the configured location when the catalog does not know it.
     *
     * @throws UncheckedIOException when the file system cannot be reached
     */
    public Table createTableIfAbsent() {
        requireFileSystem();
        try {
            return catalog.loadTable(LakeSchema.TABLE);
        } catch (NoSuchTableException absent) {
            return createTable();
        }
    }

    /**
     * Fails within seconds when the file system is away. Iceberg would read the table's metadata 20 times, with waits that
     * add up to a minute and a half and cannot be set, on top of what each read takes.
     */
    public void requireFileSystem() {
        try {
            askFileSystem();
        } catch (RuntimeIOException e) {
            throw new UncheckedIOException(
                    "Cannot reach the lake's files at " + settings.location()
                            + "; start the file system, or correct lake.location",
                    e.getCause());
        }
    }

    private void askFileSystem() {
        try {
            HadoopInputFile.fromLocation(settings.location(), hadoop).exists();
        } catch (RuntimeIOException e) {
            if (!(e.getCause() instanceof EOFException || e.getCause() instanceof SocketException)) {
                throw e;
            }
            // A connection that Hadoop kept from before a restart of the NameNode fails once, and is then made anew.
            HadoopInputFile.fromLocation(settings.location(), hadoop).exists();
        }
    }

    private Table createTable() {
        createNamespace();
        try {
            return catalog.buildTable(LakeSchema.TABLE, LakeSchema.SCHEMA)
                    .withPartitionSpec(LakeSchema.SPEC)
                    .withLocation(settings.location())
                    .withProperties(TABLE_PROPERTIES)
                    .create();
        } catch (AlreadyExistsException e) {
            // Another process was faster; its table is as good as ours.
            return table();
        }
    }

    /** The Hadoop configuration that files of this lake are to be written with. */
    public Configuration hadoop() {
        return hadoop;
    }

    public LakeSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close the lake's catalog", e);
            }
        }
    }

    private void createNamespace() {
        if (!(catalog instanceof SupportsNamespaces namespaces)) {
            return;
        }
        try {
            namespaces.createNamespace(LakeSchema.TABLE.namespace());
        } catch (RuntimeException e) {
            // The JDBC catalog reports a lost race as any SQL error; what counts is that the namespace is there.
            if (!namespaces.namespaceExists(LakeSchema.TABLE.namespace())) {
                throw e;
            }
        }
    }

    // SQLite creates its file but not the folder, and says only "path to ... does not exist".
    private static void createFolderOfSqliteFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create folder " + folder + " of the lake's catalog; correct lake.catalog-uri", e);
        }
    }
}
