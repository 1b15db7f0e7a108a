package dev.lolbatch.cli.backup;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a consumer group stood in a topic.
 *
 * @param topicId by which a topic that was deleted and created again is told from the one before
 * @param offsets next offset by partition; a partition without one is absent
 */
record GroupBackup(String group, String topic, String topicId, SortedMap<Integer, Long> offsets) {
    static final String FILE = "group.json";

    GroupBackup {
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
    }
}
