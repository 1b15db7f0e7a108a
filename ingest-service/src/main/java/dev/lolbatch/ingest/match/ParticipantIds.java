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
        List<String> candidates =
                builders.stream().map(ParticipantIds::candidate).toList();
        List<String> ids = areUnique(candidates) ? candidates : makeUnique(candidates);
        List<Participant> participants = new ArrayList<>(builders.size());
        for (int index = 0; index < builders.size(); index++) {
            participants.add(builders.get(index).build(ids.get(index)));
        }
        return List.copyOf(participants);
    }

    private static boolean areUnique(List<String> candidates) {
        Set<String> distinct = new HashSet<>(candidates);
        return distinct.size() == candidates.size() && !distinct.contains("");
    }

    private static List<String> makeUnique(List<String> candidates) {
        Map<String, Integer> owners = new HashMap<>();
        candidates.forEach(candidate -> owners.merge(candidate, 1, Integer::sum));
        Set<String> taken = new HashSet<>(owners.keySet());
        List<String> ids = new ArrayList<>(candidates.size());
        for (int index = 0; index < candidates.size(); index++) {
            String id = candidates.get(index);
            if (id.isEmpty() || owners.get(id) > 1) {
                // A hostile name may look like another's id with its index.
                do {
                    id = id + "#" + index;
                } while (!taken.add(id));
            }
            ids.add(id);
        }
        return ids;
    }

    private static String candidate(ParticipantBuilder builder) {
        String identity = builder.identity();
        return identity == null ? "" : identity;
    }
}
