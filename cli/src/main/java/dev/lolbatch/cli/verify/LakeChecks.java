package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.FailureText;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import dev.lolbatch.lake.LakeSchema;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;
import org.apache.hadoop.security.AccessControlException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.types.Types.NestedField;

/** Whether the lake's file system works, and its table is whole. */
final class LakeChecks {
    static final String HDFS = "hdfs";
    static final String TABLE = "lake-table";

    private static final String BRING_BACK = "bring it back from HDFS's trash, a snapshot or a backup";
    private static final long LEAST_BYTES = 1L << 30;
    private static final long LEAST_PERCENT = 1;

    private final LakeSettings settings;
    private final Opened<FileSystem> files;
    private final Opened<Lake> lake;
    private final LakeFolder folder;

    LakeChecks(LakeSettings settings, Opened<FileSystem> files, Opened<Lake> lake, Clock clock) {
        this.settings = settings;
        this.files = files;
        this.lake = lake;
        this.folder = new LakeFolder(settings.location(), files, clock);
    }

    List<Check> all() {
        String subject = "the file system of " + settings.location();
        String log = "see the log of the NameNode";
        return List.of(
                new Check(
                        HDFS,
                        List.of(),
                        subject,
                        "start HDFS, or say with --lake-location where it is",
                        this::findFileSystem),
                new Check("data-nodes", List.of(HDFS), subject, log, this::findDataNodes),
                new Check("lake-folder", List.of(HDFS), "the folder " + settings.location(), log, folder::use),
                new Check(
                        TABLE,
                        List.of(HDFS),
                        "the lake's table",
                        "start the catalog's database, or say with --catalog-uri where it is",
                        () -> whole(this::findTable)),
                new Check("lake-files", List.of(TABLE), subject, log, () -> whole(this::findDataFiles)));
    }

    private String findFileSystem() throws Exception {
        FileSystem system = files.client();
        // Any answer will do: the folder may not be there yet.
        system.exists(new Path(settings.location()));
        return system.getUri() + " answers";
    }

    private String findDataNodes() throws Exception {
        FileSystem system = files.client();
        FsStatus status = system.getStatus();
        String live = system instanceof DistributedFileSystem hdfs ? live(hdfs) : "no data nodes of its own";
        if (status.getRemaining() < Math.max(LEAST_BYTES, status.getCapacity() / 100 * LEAST_PERCENT)) {
            throw new CheckFailedException(
                    "%s has room for %s only, of %s"
                            .formatted(
                                    system.getUri(), gibibytes(status.getRemaining()), gibibytes(status.getCapacity())),
                    "make room, or add data nodes, before it is below %s or %d %%"
                            .formatted(gibibytes(LEAST_BYTES), LEAST_PERCENT));
        }
        return "%s, %s of %s free".formatted(live, gibibytes(status.getRemaining()), gibibytes(status.getCapacity()));
    }

    private static String live(DistributedFileSystem hdfs) throws IOException, CheckFailedException {
        try {
            int live = hdfs.getDataNodeStats(DatanodeReportType.LIVE).length;
            if (live == 0) {
                throw new CheckFailedException("no data node of %s is live".formatted(hdfs.getUri()), "start them");
            }
            return Counted.of(live, "live data node");
        } catch (AccessControlException onlyForSuperusers) {
            return "data nodes not shown to this user";
        }
    }

    /** What the table is made of can be gone as well as what it refers to. */
    private static String whole(Check.Look look) throws Exception {
        try {
            return look.look();
        } catch (LakeNotFoundException e) {
            throw new CheckFailedException(
                    "the catalog has no table " + LakeSchema.TABLE,
                    "start ingest-service, which creates it, or correct lake.catalog-uri");
        } catch (NotFoundException e) {
            throw new CheckFailedException(
                    "a metadata file of %s is missing: %s".formatted(LakeSchema.TABLE, FailureText.of(e)),
                    BRING_BACK + "; until then nobody can use the lake");
        }
    }

    private String findTable() throws Exception {
        Table table = lake.client().table();
        String missing = LakeSchema.SCHEMA.columns().stream()
                .filter(column -> !isIn(table, column))
                .map(NestedField::name)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new CheckFailedException(
                    "%s has not, or has otherwise, the columns %s".formatted(LakeSchema.TABLE, missing),
                    "it is the table of another version, or of something else; use the lolbatch that made it");
        }
        if (!table.spec().compatibleWith(LakeSchema.SPEC)) {
            throw new CheckFailedException(
                    "%s is partitioned by %s, not by %s"
                            .formatted(LakeSchema.TABLE, table.spec(), LakeSchema.MATCH_DATE),
                    "set its partitioning back, or services read and write it day by day no more");
        }
        return "%s: %s"
                .formatted(
                        LakeSchema.TABLE,
                        Optional.ofNullable(table.currentSnapshot())
                                .map(LakeChecks::size)
                                .orElse("empty, nothing was ingested yet"));
    }

    private static boolean isIn(Table table, NestedField column) {
        NestedField found = table.schema().findField(column.fieldId());
        return found != null
                && found.name().equals(column.name())
                && found.type().equals(column.type())
                && found.isRequired() == column.isRequired();
    }

    private static String size(Snapshot snapshot) {
        return "snapshot %d, rows: %s, data files: %s"
                .formatted(
                        snapshot.snapshotId(),
                        snapshot.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "?"),
                        snapshot.summary().getOrDefault(SnapshotSummary.TOTAL_DATA_FILES_PROP, "?"));
    }

    private String findDataFiles() throws Exception {
        DataFiles dataFiles = DataFiles.of(lake.client().table());
        List<String> missing = dataFiles.missing(files.client());
        if (!missing.isEmpty()) {
            throw new CheckFailedException(
                    "%s of %d that the lake refers to: %s%s"
                            .formatted(
                                    missing.size() == 1 ? "1 file is missing" : missing.size() + " files are missing",
                                    dataFiles.count(),
                                    missing.get(0),
                                    missing.size() == 1 ? "" : ", …"),
                    BRING_BACK + "; until then no run of its date succeeds");
        }
        return "%s of the current snapshot, all there with their lengths"
                .formatted(Counted.of(dataFiles.count(), "data file"));
    }

    private static String gibibytes(long bytes) {
        return "%.1f GiB".formatted(bytes / (double) (1L << 30));
    }
}
