package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.FailureText;
import dev.lolbatch.cli.deployment.Opened;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Writes, reads and deletes a file in the lake's folder, of a name that neither readers nor the maintenance of the lake look at:
 * those go into the folders of days and of metadata only.
 */
final class LakeFolder {
    private static final String PREFIX = "_lolbatch_verify_";

    /** No command takes so long. */
    private static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private final Path folder;
    private final Opened<FileSystem> files;
    private final Clock clock;

    LakeFolder(String location, Opened<FileSystem> files, Clock clock) {
        this.folder = new Path(location);
        this.files = files;
        this.clock = clock;
    }

    /** As {@link Check.Look#look}. */
    String use() throws Exception {
        FileSystem system = files.client();
        String user = UserGroupInformation.getCurrentUser().getShortUserName();
        requireThere(system);
        try {
            removeLeftovers(system);
            writeAndRead(system, new Path(folder, PREFIX + UUID.randomUUID()));
        } catch (AccessControlException e) {
            throw new CheckFailedException(
                    "user %s may not write to %s: %s".formatted(user, folder, FailureText.of(e)),
                    "let that user write there, or set HADOOP_USER_NAME to the one of the services");
        }
        return "a file was written, read and deleted in %s as user %s".formatted(folder, user);
    }

    private void requireThere(FileSystem system) throws Exception {
        try {
            system.getFileStatus(folder);
        } catch (FileNotFoundException absent) {
            // To create a file would make its folders too.
            throw new CheckFailedException(
                    "the folder %s is not there".formatted(folder), "start ingest-service, or correct lake.location");
        }
    }

    /** What commands have left that were killed. */
    private void removeLeftovers(FileSystem system) throws Exception {
        long old = clock.millis() - LEFTOVER_AGE.toMillis();
        for (FileStatus file : system.globStatus(new Path(folder, PREFIX + "*"))) {
            if (file.getModificationTime() < old) {
                system.delete(file.getPath(), false);
            }
        }
    }

    private static void writeAndRead(FileSystem system, Path file) throws Exception {
        byte[] written = file.toString().getBytes(StandardCharsets.UTF_8);
        try (FSDataOutputStream out = system.create(file, false)) {
            // When it hangs, or fails in between, the end of this client removes it; one that is not there it does not
            // note.
            system.deleteOnExit(file);
            out.write(written);
        }
        byte[] read;
        try (FSDataInputStream in = system.open(file)) {
            read = in.readAllBytes();
        }
        if (!Arrays.equals(read, written)) {
            throw new CheckFailedException(
                    "file %s reads otherwise than it was written".formatted(file),
                    "run hdfs fsck: its data nodes lose data");
        }
        system.delete(file, false);
        system.cancelDeleteOnExit(file);
        if (system.exists(file)) {
            throw new CheckFailedException(
                    "file %s is still there though it was deleted".formatted(file), "see the log of the NameNode");
        }
    }
}
