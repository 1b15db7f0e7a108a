package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a growing file, each part once. */
final class TailReader implements AutoCloseable {
    private final InputStream in;

    TailReader(Path file) throws IOException {
        this.in = Files.newInputStream(file);
    }

    /** What was added since the last call, if anything was. */
    Optional<String> newText() throws IOException {
        byte[] added = in.readAllBytes();
        return added.length == 0 ? Optional.empty() : Optional.of(new String(added, UTF_8));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
