package dev.lolbatch.generator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** All champions, and the draft: who is picked where. */
final class Roster {
    private final List<Champion> champions;

    private Roster(List<Champion> champions) {
        this.champions = List.copyOf(champions);
    }

    static Roster load() {
        return new Roster(Resources.rows("champions.txt").stream()
                .map(row -> new Champion(
                        row.get(0), Integer.parseInt(row.get(1)), positions(row.get(2)), Patch.parse(row.get(3))))
                .toList());
    }

    List<Champion> champions() {
        return champions;
    }

    /** A champion of the patch that is not taken yet, by its popularity there; any one for {@link Position#NONE}. */
    Champion pick(Position position, Patch patch, Set<Champion> taken, SplittableRandom random) {
        List<Champion> candidates = new ArrayList<>(champions.size());
        double total = 0;
        for (Champion champion : champions) {
            double weight = weight(champion, position);
            if (weight > 0 && !patch.isBefore(champion.since()) && !taken.contains(champion)) {
                candidates.add(champion);
                total += weight;
            }
        }
        double point = random.nextDouble(total);
        for (Champion champion : candidates) {
            point -= weight(champion, position);
            if (point < 0) {
                return champion;
            }
        }
        // Only where the sum's last bit was lost.
        return candidates.get(candidates.size() - 1);
    }

    private static double weight(Champion champion, Position position) {
        int affinity = position == Position.NONE ? 1 : champion.positions().getOrDefault(position, 0);
        return affinity * champion.popularity();
    }

    private static Map<Position, Integer> positions(String text) {
        Map<Position, Integer> positions = new EnumMap<>(Position.class);
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            positions.put(Position.ofInitial(text.charAt(at)), Integer.parseInt(text.substring(at + 1, end)));
            at = end;
        }
        return positions;
    }
}
