package dev.lolbatch.orchestrator.stats;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Names of champions as people type them. The views have Riot's internal names, which are those of the game without blanks and signs,
 * but for a few.
 */
final class ChampionNames {
    private static final int NEAREST = 3;

    /** By the letters of the game's name, those of the internal one where they differ. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "wukong", "monkeyking",
            "nunuwillump", "nunu",
            "nunuandwillump", "nunu",
            "renataglasc", "renata");

    private final Set<String> names;
    private final Map<String, String> byLetters = new HashMap<>();

    private ChampionNames(Collection<String> names) {
        this.names = Set.copyOf(names);
        names.forEach(name -> byLetters.put(letters(name), name));
    }

    /** @param names as the views have them */
    static ChampionNames of(Collection<String> names) {
        return new ChampionNames(names);
    }

    /** The name in the views; throws UNKNOWN_CHAMPION with those that are nearest. */
    String find(String typed) {
        if (names.contains(typed)) {
            // Producers of the flat form may write a name in another way, and both be there.
            return typed;
        }
        String letters = letters(typed);
        String found =
                byLetters.get(byLetters.containsKey(letters) ? letters : OTHERWISE.getOrDefault(letters, letters));
        if (found == null) {
            List<String> nearest = nearest(letters);
            throw OrchestratorException.unknown(
                    ErrorCode.UNKNOWN_CHAMPION,
                    nearest,
                    "Cannot find champion \"" + typed + "\": no run has counted a game of it; "
                            + (nearest.isEmpty()
                                    ? "GET /stats/champions lists the names"
                                    : "the nearest names are " + String.join(", ", nearest)));
        }
        return found;
    }

    private List<String> nearest(String letters) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return byLetters.entrySet().stream()
                .sorted(Comparator.comparingInt(
                                (Map.Entry<String, String> entry) -> distance.apply(letters, entry.getKey()))
                        .thenComparing(Map.Entry::getValue))
                .limit(NEAREST)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
