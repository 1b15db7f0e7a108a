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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A run's Spark configuration as a file that only its owner may read, instead of arguments, which everybody on the machine
 * may: it holds the passwords of Cassandra and of the catalog. Spark reads this file in place of the distribution's
 * {@code spark-defaults.conf}, so that what stands there is copied too.
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

    /** The configuration with the defaults that it does not set itself; what is in a later file of defaults wins. */
    static Map<String, String> completed(List<Path> defaults, Map<String, String> conf) throws IOException {
        Properties properties = new Properties();
        for (Path file : defaults) {
            if (Files.isReadable(file)) {
                try (Reader in = Files.newBufferedReader(file)) {
                    properties.load(in);
                }
            }
        }
        Map<String, String> all = new TreeMap<>();
        // As Spark does, which would otherwise see a number with a blank behind it.
        properties
                .stringPropertyNames()
                .forEach(key -> all.put(key, properties.getProperty(key).strip()));
        all.putAll(conf);
        return all;
    }

    static ConfFile write(Path file, Map<String, String> conf) throws IOException {
        Properties properties = new Properties();
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
