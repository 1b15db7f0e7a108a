package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.KafkaClient;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.TopicDescription;

/** How many records of a topic are still to come. */
final class Lag {
    private Lag() {}

    /**
     * Records from an offset of each partition to its end now.
     *
     * @param next by partition; one that is absent begins at its first record
     */
    static long between(SortedMap<Integer, Long> next, KafkaClient kafka, TopicDescription topic)
            throws InterruptedException {
        return between(next, kafka.beginnings(topic), kafka.ends(topic));
    }

    static long between(
            SortedMap<Integer, Long> next, SortedMap<Integer, Long> beginnings, SortedMap<Integer, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - next.getOrDefault(end.getKey(), beginnings.get(end.getKey())))
                .filter(records -> records > 0)
                .sum();
    }
}
