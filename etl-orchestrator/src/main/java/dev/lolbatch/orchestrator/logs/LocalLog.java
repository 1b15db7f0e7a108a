package dev.lolbatch.orchestrator.logs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A log in a file of this machine, also while it grows. */
public final class LocalLog implements StoredLog {
    private final Path file;

    private LocalLog(Path file) {
        this.file = file;
    }

    /** Empty when there is no file that can be read. */
    public static Optional<StoredLog> find(Path file) {
        return Files.isReadable(file) ? Optional.of(new LocalLog(file)) : Optional.empty();
    }

    @Override
    public long size() {
        return reading(() -> Files.size(file));
    }

    @Override
    public String tail(int lines) {
        return reading(() -> {
            try (FileChannel channel = FileChannel.open(file)) {
                return reader(channel).lines(lines);
            }
        });
    }

    @Override
    public String tailBytes(int bytes) {
        return reading(() -> {
            try (FileChannel channel = FileChannel.open(file)) {
                return reader(channel).bytes(bytes);
            }
        });
    }

    @Override
    public InputStream open(long offset) {
        return reading(() -> Channels.newInputStream(Files.newByteChannel(file).position(offset)));
    }

    private static TailReader reader(FileChannel channel) throws IOException {
        return new TailReader((position, into) -> readFully(channel, position, into), channel.size());
    }

    private static void readFully(FileChannel channel, long position, byte[] into) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("it has become shorter while it was read");
            }
        }
    }

    private <T> T reading(Reading<T> task) {
        try {
            return task.read();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read log " + file + ": " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }
}
