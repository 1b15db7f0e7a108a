package dev.lolbatch.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second cluster from a data folder; the system lets go of it when this JVM ends. */
final class DataDirLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataDirLock acquire(Path dataDir) {
        // Hadoop and Kafka take a list of folders where this gives one.
        if (dataDir.toString().contains(",")) {
            throw new ClusterException(
                    "Cannot use the data folder %s: its name has a comma; choose another folder".formatted(dataDir));
        }
        try {
            Files.createDirectories(dataDir);
            FileChannel channel =
                    FileChannel.open(dataDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw new ClusterException(
                        "Cannot use the data folder %s: another cluster runs on it; stop that one, or choose another folder"
                                .formatted(dataDir));
            }
            return new DataDirLock(channel);
        } catch (IOException e) {
            throw new ClusterException("Cannot use the data folder %s: %s".formatted(dataDir, e), e);
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
