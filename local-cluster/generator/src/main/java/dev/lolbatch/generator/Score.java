package dev.lolbatch.generator;

/**
 * What a participant did in a match.
 *
 * @param damage total damage dealt to champions
 * @param minions lane minions killed
 * @param neutralMinions monsters killed
 */
public record Score(
        int kills, int deaths, int assists, int gold, int damage, int minions, int neutralMinions, int visionScore) {
    /** Creep score: minions and monsters. */
    public int cs() {
        return minions + neutralMinions;
    }

    /** (kills + assists) / deaths, a death counted where there is none. */
    public double kda() {
        return (kills + assists) / (double) Math.max(1, deaths);
    }

    /** The same match told again a little differently. */
    Score revised() {
        return new Score(kills, deaths, assists + 1, gold + 75, damage + 120, minions, neutralMinions, visionScore + 1);
    }
}
