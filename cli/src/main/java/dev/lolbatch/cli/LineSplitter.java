package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes lines of bytes that come in pieces. */
final class LineSplitter {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** The lines that these bytes end, without their line breaks. */
    List<String> add(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                begun.write(bytes, from, i - from);
                lines.add(take());
                from = i + 1;
            }
        }
        begun.write(bytes, from, bytes.length - from);
        return lines;
    }

    /** The last line, if it has begun and has no line break. */
    Optional<String> rest() {
        return begun.size() == 0 ? Optional.empty() : Optional.of(take());
    }

    private String take() {
        String line = begun.toString(UTF_8);
        begun.reset();
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
