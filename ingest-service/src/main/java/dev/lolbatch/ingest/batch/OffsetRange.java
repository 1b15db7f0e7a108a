package dev.lolbatch.ingest.batch;

/**
 * The offsets of one partition that a batch stands for: from {@code start}, where the lake was, to before {@code next}.
 * Not every offset in between need hold a record (transaction markers do not), and an idle partition's range is empty.
 */
public record OffsetRange(long start, long next) {
    public OffsetRange {
        if (start < 0 || next < start) {
            throw new IllegalArgumentException(
                    "Cannot make offset range [" + start + ", " + next + "): it ends before it begins");
        }
    }

    boolean isEmpty() {
        return next == start;
    }

    @Override
    public String toString() {
        return isEmpty() ? "none at " + start : start + "-" + (next - 1);
    }
}
