package dev.lolbatch.generator;

/** What a participant earns and does per minute, by where it plays. */
enum Economy {
    TOP(355, 6.6, 0.2, 640, 0.75, 1.0, 1.05, 0.3),
    JUNGLE(345, 0.9, 4.9, 590, 1.0, 1.15, 1.0, 0.45),
    MIDDLE(365, 6.9, 0.2, 760, 0.85, 1.25, 0.95, 0.38),
    BOTTOM(385, 7.3, 0.2, 790, 0.8, 1.35, 1.0, 0.36),
    UTILITY(255, 1.1, 0, 330, 2.6, 0.4, 1.0, 0.62),
    ARAM(520, 2.6, 0, 1400, 0, 1.0, 1.0, 0.68),
    ARENA(560, 0, 0, 1500, 0, 1.0, 1.0, 0.6);

    final double gold;
    final double minions;
    final double monsters;
    final double damage;
    final double vision;
    /** Weight among the team's kills. */
    final double kills;
    /** Weight among the team's deaths. */
    final double deaths;
    /** Probability to assist in a kill of a team mate. */
    final double assists;

    Economy(
            double gold,
            double minions,
            double monsters,
            double damage,
            double vision,
            double kills,
            double deaths,
            double assists) {
        this.gold = gold;
        this.minions = minions;
        this.monsters = monsters;
        this.damage = damage;
        this.vision = vision;
        this.kills = kills;
        this.deaths = deaths;
        this.assists = assists;
    }

    static Economy of(Queue.Mode mode, Position position) {
        return switch (mode) {
            case ARAM -> ARAM;
            case ARENA -> ARENA;
            case RIFT -> valueOf(position.name());
        };
    }
}
