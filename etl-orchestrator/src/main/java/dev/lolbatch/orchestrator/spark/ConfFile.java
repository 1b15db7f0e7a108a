package dev.lolbatch.orchestrator.spark;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

/**
 * A run's Spark configuration as a file that only its owner may read, instead of arguments, which everybody on the machine
 * may: it holds the passwords of Cassandra and of the catalog. Spark reads this file in place of the distribution's
 * {@code spark-defaults.conf}, so that what stands there is copied first.
 */
final class ConfFile implements AutoCloseable {
    private final Path file;

    private ConfFile(Path file) {
        this.file = file;
    }

    /** The file that an earlier orchestrator has written and may not have deleted. */
    static ConfFile at(Path file) {
        return new ConfFile(file);
    }

    static ConfFile write(Path file, Path sparkDefaults, Map<String, String> conf) throws IOException {
        Properties properties = new Properties();
        if (Files.isReadable(sparkDefaults)) {
            try (Reader in = Files.newBufferedReader(sparkDefaults)) {
                properties.load(in);
            }
        }
        properties.putAll(conf);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
            properties.store(out, null);
        }
        return new ConfFile(file);
    }

    Path path() {
        return file;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file + "; delete it by hand, it holds passwords", e);
        }
    }
}
