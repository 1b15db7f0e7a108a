package dev.lolbatch.cli.backup;

import java.util.Optional;

/**
 * What a restore does to one partition's offset.
 *
 * @param from empty where the group has none
 * @param to empty where it is to have none
 */
record OffsetMove(int partition, Optional<Long> from, Optional<Long> to) {
    /** Whether it changes anything. */
    boolean isNeeded() {
        return !from.equals(to);
    }

    @Override
    public String toString() {
        String target = to.map(Object::toString).orElse("none");
        return isNeeded()
                ? "partition %d: from %s to %s"
                        .formatted(partition, from.map(Object::toString).orElse("none"), target)
                : "partition %d: stays at %s".formatted(partition, target);
    }
}
