package dev.lolbatch.orchestrator.dates;

/**
 * What the lake holds of one match date.
 *
 * @param rows participants, those of duplicates too
 * @param files data files
 * @param bytes of all its files
 */
public record LakeDate(long rows, int files, long bytes) {
    /** With one more file. */
    public LakeDate plusFile(long rowsOfFile, long bytesOfFile) {
        return new LakeDate(rows + rowsOfFile, files + 1, bytes + bytesOfFile);
    }
}
