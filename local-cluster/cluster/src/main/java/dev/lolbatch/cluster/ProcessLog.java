package dev.lolbatch.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The file that takes what a process prints; that of the run before is kept beside it.
 *
 * @param file the current log
 */
record ProcessLog(Path file) {
    private static final int TAIL_BYTES = 8_192;
    // Enough to hold a stack trace with its first line, which says what it is about.
    private static final int TAIL_LINES = 40;

    /** Moves the log of the run before aside, in the place of the one before that. */
    void rotate() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    String lastLines() {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(Math.max(0, content.length() - TAIL_BYTES));
            byte[] tail = new byte[(int) (content.length() - content.getFilePointer())];
            content.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(it cannot be read: " + e + ")";
        }
    }
}
