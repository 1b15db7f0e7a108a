package dev.lolbatch.cli.backup;

import dev.lolbatch.cli.CommandException;
import dev.lolbatch.cli.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backup on disk: small files, and a manifest with their checksums. It is there whole or not at all: written beside its place,
 * and then moved there.
 *
 * @param path named after the time of the backup in UTC
 */
record BackupFolder(Path path) {
    private static final String MANIFEST = "manifest.json";
    private static final String UNFINISHED = ".unfinished-";

    /** No command takes so long. */
    private static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * Writes a backup.
     *
     * @param parent made when it is not there
     * @param files contents by name
     * @throws CommandException when it cannot be written; nothing is left then
     */
    static BackupFolder write(Path parent, Instant createdAt, Map<String, String> versions, Map<String, byte[]> files) {
        Path target = parent.resolve(NAME.format(createdAt));
        SortedMap<String, Manifest.Content> contents = new TreeMap<>();
        files.forEach((name, bytes) -> contents.put(name, content(bytes)));
        Map<String, byte[]> all = new TreeMap<>(files);
        try {
            all.put(
                    MANIFEST,
                    Json.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(new Manifest(Manifest.FORMAT, createdAt, versions, contents)));
            Files.createDirectories(parent);
            removeLeftovers(parent, createdAt);
            if (Files.exists(target)) {
                throw CommandException.failed(
                        "Cannot write backup %s: there is one of this second already; call it again".formatted(target));
            }
            Path unfinished = Files.createTempDirectory(parent, UNFINISHED);
            try {
                for (Map.Entry<String, byte[]> file : all.entrySet()) {
                    Files.write(
                            unfinished.resolve(file.getKey()),
                            file.getValue(),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.SYNC);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                discard(unfinished);
                throw e;
            }
            return new BackupFolder(target);
        } catch (IOException e) {
            throw CommandException.failed(
                    "Cannot write backup %s: %s; make room, or name another folder with --to".formatted(target, e), e);
        }
    }

    /** What commands have left that were killed. */
    private static void removeLeftovers(Path parent, Instant now) throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(parent, UNFINISHED + "*")) {
            for (Path folder : unfinished) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(LEFTOVER_AGE))) {
                    discard(folder);
                }
            }
        }
    }

    private static void discard(Path unfinished) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(unfinished);
    }

    /**
     * Reads a backup whose files are all as they were written.
     *
     * @return contents by name
     * @throws CommandException when it is no backup, or not as it was written
     */
    Map<String, byte[]> read() {
        try {
            Manifest manifest = Json.MAPPER.readValue(Files.readAllBytes(path.resolve(MANIFEST)), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw CommandException.failed(
                        "Cannot read backup %s: it is of format %d, and this is format %d; use the lolbatch that wrote it"
                                .formatted(path, manifest.format(), Manifest.FORMAT));
            }
            Map<String, byte[]> files = new TreeMap<>();
            for (Map.Entry<String, Manifest.Content> file : manifest.files().entrySet()) {
                byte[] bytes = Files.readAllBytes(path.resolve(file.getKey()));
                if (!content(bytes).equals(file.getValue())) {
                    throw CommandException.failed(
                            "Cannot read backup %s: %s is not as it was written; take another backup"
                                    .formatted(path, file.getKey()));
                }
                files.put(file.getKey(), bytes);
            }
            return files;
        } catch (IOException e) {
            throw CommandException.failed(
                    "Cannot read backup %s: %s; name a folder that ./lolbatch backup has written".formatted(path, e),
                    e);
        }
    }

    private static Manifest.Content content(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Manifest.Content(HexFormat.of().formatHex(digest), bytes.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
