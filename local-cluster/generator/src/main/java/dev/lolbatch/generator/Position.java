package dev.lolbatch.generator;

import java.util.List;

/** Where a participant plays, and what producers call it. */
public enum Position {
    TOP("TOP", List.of("TOP", "top", "Top")),
    JUNGLE("JUNGLE", List.of("JUNGLE", "jungle", "JGL")),
    MIDDLE("MIDDLE", List.of("MIDDLE", "mid", "MID")),
    BOTTOM("BOTTOM", List.of("BOTTOM", "adc", "BOT")),
    UTILITY("UTILITY", List.of("UTILITY", "support", "SUP")),
    /** ARAM and Arena have no positions. */
    NONE("", List.of("", "", ""));

    /** The five of Summoner's Rift, in the order in which Match-V5 lists a team. */
    static final List<Position> OF_A_TEAM = List.of(TOP, JUNGLE, MIDDLE, BOTTOM, UTILITY);

    /** How many spellings {@link #spelling} knows. */
    static final int SPELLINGS = 3;

    private final String teamPosition;
    // Made by List.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> spellings;

    Position(String teamPosition, List<String> spellings) {
        this.teamPosition = teamPosition;
        this.spellings = spellings;
    }

    /** The name that Match-V5 uses; empty for {@link #NONE}. */
    public String teamPosition() {
        return teamPosition;
    }

    /** One of the names that producers of the flat form use; 0 is Match-V5's. */
    String spelling(int which) {
        return spellings.get(which);
    }

    static Position ofInitial(char initial) {
        for (Position position : OF_A_TEAM) {
            if (position.name().charAt(0) == initial) {
                return position;
            }
        }
        throw new IllegalArgumentException("Cannot read a position: no position begins with '" + initial
                + "'; use T, J, M, B or U in champions.txt");
    }
}
