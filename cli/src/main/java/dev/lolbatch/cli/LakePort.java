package dev.lolbatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The HDFS port that the lake was created on. The lake's table names its files by full addresses, so while there is a lake
 * the port of HDFS stays; every other port can be moved at any start.
 */
final class LakePort {
    private LakePort() {}

    /**
     * Remembers the port at the first start.
     *
     * @throws CommandException when the lake was created on another port
     */
    static void requireUnmoved(StackSettings settings) {
        Path file = settings.dataDir().resolve("catalog").resolve("hdfs-port");
        int port = settings.ports().hdfs();
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, port + System.lineSeparator());
                return;
            }
            String first = Files.readString(file).strip();
            if (!first.equals(Integer.toString(port))) {
                throw CommandException.failed(
                        ("Cannot start HDFS on port %d: the lake in %s was created on port %s and names its files by it;"
                                        + " set LOLBATCH_HDFS_PORT=%s, or remove the folder to begin anew")
                                .formatted(port, settings.dataDir(), first, first));
            }
        } catch (IOException e) {
            throw CommandException.failed("Cannot use %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
