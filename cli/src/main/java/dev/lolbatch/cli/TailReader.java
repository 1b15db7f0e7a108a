package dev.lolbatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the lines of a growing file, each once; also of the file that takes its place. */
final class TailReader implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 16;

    private final Path file;
    private final LineSplitter splitter = new LineSplitter();
    private InputStream in;
    /** Which file is read, whatever its name is by now. */
    private Object identity;

    private TailReader(Path file) throws IOException {
        this.file = file;
        open();
    }

    /** Begins with the first line. */
    static TailReader ofAll(Path file) throws IOException {
        return new TailReader(file);
    }

    /** Begins with the last lines that are there now. */
    static TailReader ofLast(Path file, int lines) throws IOException {
        TailReader reader = new TailReader(file);
        reader.in.skipNBytes(offsetOfLast(file, lines));
        return reader;
    }

    /** Complete lines that were added since the last call. */
    List<String> newLines() throws IOException {
        List<String> lines = readOn();
        if (isReplaced()) {
            lines.addAll(readOn());
            splitter.rest().ifPresent(lines::add);
            in.close();
            open();
            lines.addAll(readOn());
        }
        return lines;
    }

    /** A last line without a line break. */
    Optional<String> rest() {
        return splitter.rest();
    }

    private List<String> readOn() throws IOException {
        List<String> lines = new ArrayList<>();
        for (byte[] piece = in.readNBytes(PIECE_BYTES); piece.length > 0; piece = in.readNBytes(PIECE_BYTES)) {
            lines.addAll(splitter.add(piece));
        }
        return lines;
    }

    private void open() throws IOException {
        in = Files.newInputStream(file);
        identity = identity();
    }

    /** When a server starts again, its log is moved aside and begun anew. */
    private boolean isReplaced() throws IOException {
        return Files.exists(file) && !identity().equals(identity);
    }

    private Object identity() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    }

    private static long offsetOfLast(Path file, int lines) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            int found = 0;
            byte[] piece = new byte[PIECE_BYTES];
            // The line break at the very end begins no line.
            for (long end = content.length() - 1; end > 0; end -= Math.min(end, PIECE_BYTES)) {
                int size = (int) Math.min(end, PIECE_BYTES);
                content.seek(end - size);
                content.readFully(piece, 0, size);
                for (int i = size - 1; i >= 0; i--) {
                    if (piece[i] == '\n' && ++found == lines) {
                        return end - size + i + 1;
                    }
                }
            }
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
