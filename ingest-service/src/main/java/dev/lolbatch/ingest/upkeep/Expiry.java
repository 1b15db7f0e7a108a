package dev.lolbatch.ingest.upkeep;

/**
 * What a run of maintenance took away.
 *
 * @param orphansRemoved files that no snapshot referred to; 0 also when their removal, by any instance, was not long ago
 * @param bytesFreed of those
 */
public record Expiry(int snapshotsExpired, long orphansRemoved, long bytesFreed) {}
