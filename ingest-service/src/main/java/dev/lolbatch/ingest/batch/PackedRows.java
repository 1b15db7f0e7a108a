package dev.lolbatch.ingest.batch;

import java.nio.ByteBuffer;

/**
 * Goes through the rows of a {@link PackedMatch} once. Each value of a row must be taken, in the order of the lake's columns:
 * {@link #hasValue} first, and where it does, the value by its type.
 */
public final class PackedRows {
    private final byte[] bytes;
    private final ByteBuffer values;
    private int left;

    PackedRows(byte[] bytes, int rows) {
        this.bytes = bytes;
        this.values = ByteBuffer.wrap(bytes);
        this.left = rows;
    }

    /** Moves to the next row; false behind the last one. */
    public boolean next() {
        return left-- > 0;
    }

    /** Whether the next column has a value. */
    public boolean hasValue() {
        return values.get() != 0;
    }

    public int int32() {
        return values.getInt();
    }

    public long int64() {
        return values.getLong();
    }

    public double float64() {
        return values.getDouble();
    }

    public boolean bool() {
        return values.get() != 0;
    }

    /** Takes a text, which is never copied. */
    public <T> T text(TextSink<T> sink) {
        int length = values.getInt();
        int offset = values.position();
        values.position(offset + length);
        return sink.of(bytes, offset, length);
    }

    /** What to make of a text in UTF-8; the array never changes. */
    @FunctionalInterface
    public interface TextSink<T> {
        T of(byte[] bytes, int offset, int length);
    }
}
