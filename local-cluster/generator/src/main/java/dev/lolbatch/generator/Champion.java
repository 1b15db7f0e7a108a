package dev.lolbatch.generator;

import java.util.Map;

/**
 * A champion.
 *
 * @param name as Match-V5 writes it: FiddleSticks, MonkeyKing
 * @param id Riot's number
 * @param positions where it plays, with weights
 * @param since the patch that brought it
 */
public record Champion(String name, int id, Map<Position, Integer> positions, Patch since) {
    /** The largest {@link #strength}: it turns an even match into one that is won 57 times of 100. */
    private static final double STRONGEST = 0.3;

    public Champion {
        positions = Map.copyOf(positions);
    }

    /** What it adds to its team's log odds of winning; fixed per champion, so that win rates differ and are stable. */
    double strength() {
        return STRONGEST * (2 * Seeds.fraction(id, 1) - 1);
    }

    /** How often it is picked against the others of its position. */
    double popularity() {
        double fraction = Seeds.fraction(id, 2);
        return 0.2 + 2 * fraction * fraction;
    }

    /** The share of its damage that is magic, from 0.08 to 0.92. */
    double magicShare() {
        double fraction = Seeds.fraction(id, 3);
        return fraction < 0.5 ? 0.08 + 0.3 * fraction : 0.62 + 0.3 * fraction;
    }
}
