package dev.lolbatch.ingest.match;

/** Turns a Kafka record's value into a match. Implementations are thread-safe. */
public interface MatchReader {
    /**
     * Reads a match in either form.
     *
     * @param payload the record's value, null for a tombstone
     * @param recordTimestampMillis the record's own timestamp, against which future matches are judged, so that a
     *     replay decides alike
     * @throws MatchRejectedException when the value cannot be a match; no other exception is thrown for any bytes
     */
    Match read(byte[] payload, long recordTimestampMillis) throws MatchRejectedException;
}
