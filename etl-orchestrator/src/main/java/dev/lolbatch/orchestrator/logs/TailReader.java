package dev.lolbatch.orchestrator.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the end of a text that can be read at any place, without reading the rest, and never more than 4 MiB of it. */
public final class TailReader {
    /** No tail is longer than this, so that no request can fill the memory. */
    static final int MAX_BYTES = 4 << 20;

    private static final int BLOCK = 64 << 10;

    /** A UTF-8 character has at most four bytes, so that one that is cut has at most three. */
    private static final int MAX_CUT = 3;

    private final Source source;
    private final long size;

    /** @param size bytes that are there; what is added meanwhile is not read */
    public TailReader(Source source, long size) {
        this.source = source;
        this.size = size;
    }

    /** What can be read at any place. */
    @FunctionalInterface
    public interface Source {
        /** Fills {@code into} with what begins at {@code position}, a number of bytes. */
        void read(long position, byte[] into) throws IOException;
    }

    /** The last lines, each ended by a line feed; the first of them may lack its beginning when it would be too long. */
    public String lines(int lines) throws IOException {
        String text = from(startOfLast(lines));
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /** The last bytes, without the pieces of a character that was cut. */
    public String bytes(int bytes) throws IOException {
        return from(Math.max(0, size - Math.min(bytes, MAX_BYTES)));
    }

    private long startOfLast(int lines) throws IOException {
        long floor = Math.max(0, size - MAX_BYTES);
        int found = 0;
        for (long end = size; end > floor; ) {
            byte[] block = read(Math.max(floor, end - BLOCK), end);
            for (int i = block.length - 1; i >= 0; i--) {
                long at = end - block.length + i;
                if (block[i] == '\n' && at != size - 1) {
                    found++;
                    if (found == lines) {
                        return at + 1;
                    }
                }
            }
            end -= block.length;
        }
        return floor;
    }

    private String from(long start) throws IOException {
        byte[] bytes = read(start, size);
        int first = start == 0 ? 0 : endOfCutCharacter(bytes);
        int end = startOfCutCharacter(bytes);
        return new String(bytes, first, Math.max(0, end - first), StandardCharsets.UTF_8);
    }

    private byte[] read(long start, long end) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(end - start)];
        source.read(start, bytes);
        return bytes;
    }

    private static int endOfCutCharacter(byte[] bytes) {
        int first = 0;
        while (first < Math.min(MAX_CUT, bytes.length) && isContinuation(bytes[first])) {
            first++;
        }
        return first;
    }

    /** Whoever writes the log may be in the midst of a character. */
    private static int startOfCutCharacter(byte[] bytes) {
        int last = bytes.length - 1;
        while (last >= 0 && bytes.length - last <= MAX_CUT && isContinuation(bytes[last])) {
            last--;
        }
        return last >= 0 && lengthOfCharacter(bytes[last]) > bytes.length - last ? last : bytes.length;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** By its first byte. */
    private static int lengthOfCharacter(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones < 2 ? 1 : ones;
    }
}
