package dev.lolbatch.orchestrator.stats;

import java.util.List;

/**
 * What statistics can be filtered by.
 *
 * @param patches newest first
 * @param queues Riot's ids, ascending
 * @param champions as in the views, by name
 */
public record Choices(List<String> patches, List<Integer> queues, List<String> champions) {
    public Choices {
        patches = List.copyOf(patches);
        queues = List.copyOf(queues);
        champions = List.copyOf(champions);
    }
}
