package dev.lolbatch.ingest.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A record's value. One that is larger than any match is kept deflated: as many of those as fit a fetch when they are
 * compressed, and are polled at once, would not fit the heap.
 */
public final class Payload {
    /** Real matches have up to 150 KB. */
    private static final int LARGE = 1 << 20;

    private final int size;
    private final byte[] kept;

    private Payload(int size, byte[] kept) {
        this.size = size;
        this.kept = kept;
    }

    /** Keeps a value, which must not be changed any more. */
    public static Payload of(byte[] value) {
        return new Payload(value.length, value.length > LARGE ? deflated(value) : value);
    }

    /** Length of the value in bytes. */
    public int size() {
        return size;
    }

    /** What it takes of the heap. */
    int heldBytes() {
        return kept.length;
    }

    /** The value, unchanged; a large one is made anew by each call. */
    public byte[] bytes() {
        return size > LARGE ? inflated() : kept;
    }

    private static byte[] deflated(byte[] value) {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, fast)) {
            out.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot deflate a payload in memory", e);
        } finally {
            fast.end();
        }
        return deflated.toByteArray();
    }

    private byte[] inflated() {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(kept))) {
            return in.readNBytes(size);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot inflate a payload in memory", e);
        }
    }
}
