package dev.lolbatch.benchmarks;

/**
 * What makes a batch full: the first limit that is reached.
 *
 * @param matches at most
 * @param bytes of the messages' values, at most
 */
record BatchSize(int matches, long bytes) {
    /** The production batch. */
    static final BatchSize PRODUCTION = new BatchSize(5_000, 128L << 20);

    boolean isReached(int readMatches, long readBytes) {
        return readMatches >= matches || readBytes >= bytes;
    }
}
