package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.NextCommand;
import java.util.OptionalLong;

/**
 * Where ingest-service would read a partition from, if it began now; what it refuses then is wrong already.
 *
 * @param lake the lake's next offset; empty when it never committed one
 * @param group the consumer group's offset; empty when there is none
 * @param beginning first offset that the broker still holds
 * @param end offset after the last record
 */
record OffsetPlacement(int partition, OptionalLong lake, OptionalLong group, long beginning, long end) {
    /**
     * Lets a placement pass from which every record is ingested once.
     *
     * @param command how people call commands for the same lolbatch
     * @throws CheckFailedException when records are lost, or would be doubled
     */
    void requireSafe(NextCommand command) throws CheckFailedException {
        if (lake.isEmpty()) {
            if (group.isPresent()) {
                throw new CheckFailedException(
                        "partition %d: the lake has no offset, and the consumer group stands at %d"
                                .formatted(partition, group.getAsLong()),
                        "set ingest.adopt-group-offsets=true to begin there, or delete the group's offsets");
            }
            return;
        }
        long next = lake.getAsLong();
        if (group.isPresent() && group.getAsLong() > next) {
            throw new CheckFailedException(
                    "partition %d: the lake stands at %d, behind the consumer group's %d: it lost commits"
                            .formatted(partition, next, group.getAsLong()),
                    "bring them back, or set the group back: " + command.alike("restore-offsets FOLDER"));
        }
        if (next < beginning) {
            throw new CheckFailedException(
                    "partition %d: the lake wants offset %d, and the topic begins at %d: %s never ingested"
                            .formatted(partition, next, beginning, lost(beginning - next)),
                    "restore them to the topic, or accept the loss as the log of ingest-service says");
        }
        if (next > end) {
            throw new CheckFailedException(
                    "partition %d: the lake wants offset %d, and the topic ends at %d: it was truncated"
                            .formatted(partition, next, end),
                    "restore it, or ingest under another topic name");
        }
    }

    private static String lost(long records) {
        return records == 1 ? "1 record was" : records + " records were";
    }
}
