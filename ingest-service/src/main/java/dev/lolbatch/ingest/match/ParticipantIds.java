package dev.lolbatch.ingest.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each participant an id that is unique in its match, the same on every read: its identity where that is its own,
 * else with its index (bots share a puuid, old records have no name).
 */
final class ParticipantIds {
    private ParticipantIds() {}

    static List<Participant> assign(List<ParticipantBuilder> builders) {
        Map<String, Integer> owners = new HashMap<>();
        builders.forEach(builder -> owners.merge(candidate(builder), 1, Integer::sum));
        Set<String> taken = new HashSet<>(owners.keySet());
        List<Participant> participants = new ArrayList<>(builders.size());
        for (int index = 0; index < builders.size(); index++) {
            ParticipantBuilder builder = builders.get(index);
            String id = candidate(builder);
            if (id.isEmpty() || owners.get(id) > 1) {
                // A hostile name may look like another's id with its index.
                do {
                    id = id + "#" + index;
                } while (!taken.add(id));
            }
            participants.add(builder.build(id));
        }
        return List.copyOf(participants);
    }

    private static String candidate(ParticipantBuilder builder) {
        String identity = builder.identity();
        return identity == null ? "" : identity;
    }
}
