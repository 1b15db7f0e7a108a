package dev.lolbatch.orchestrator.lake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;

/** A stream of which each piece is read within a timeout; for one reader. */
final class BoundedStream extends InputStream {
    private static final int PIECE = 256 << 10;

    private final BoundedCalls calls;
    private final Duration timeout;
    private final InputStream in;
    private byte[] piece = {};
    private int next;
    private boolean failed;

    BoundedStream(BoundedCalls calls, Duration timeout, InputStream in) {
        this.calls = calls;
        this.timeout = timeout;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? piece[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int read = Math.min(length, piece.length - next);
        System.arraycopy(piece, next, into, offset, read);
        next += read;
        return read;
    }

    @Override
    public void close() {
        calls.call(timeout, () -> {
            in.close();
            return true;
        });
    }

    private boolean hasMore() throws IOException {
        if (failed) {
            // A call that took too long may still be reading.
            throw new IOException("Cannot go on reading: reading has failed before; open the log again");
        }
        if (next == piece.length) {
            failed = true;
            piece = calls.call(timeout, () -> in.readNBytes(PIECE));
            failed = false;
            next = 0;
        }
        return piece.length > 0;
    }
}
