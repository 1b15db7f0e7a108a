package dev.lolbatch.ingest.batch;

/**
 * The offsets of one partition that a batch stands for: from {@code start}, where the lake was, to before {@code next}.
 * Not every offset in between need hold a record (transaction markers do not).
 */
public record OffsetRange(long start, long next) {
    public OffsetRange {
        if (start < 0 || next <= start) {
            throw new IllegalArgumentException("Cannot make offset range [" + start + ", " + next + "): it is empty");
        }
    }

    @Override
    public String toString() {
        return start + "-" + (next - 1);
    }
}
