package dev.lolbatch.job;

import java.io.Serializable;

/** The first and the last Kafka offset of some rows of one partition; not every offset between them need be one of them. */
record OffsetRange(long first, long last) implements Serializable {
    static OffsetRange of(long offset) {
        return new OffsetRange(offset, offset);
    }

    OffsetRange plus(OffsetRange other) {
        return new OffsetRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
