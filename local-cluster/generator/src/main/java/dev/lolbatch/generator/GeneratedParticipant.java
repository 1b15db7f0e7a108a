package dev.lolbatch.generator;

/**
 * A player in a match.
 *
 * @param number from 1, as Match-V5's participantId
 * @param position {@link Position#NONE} in ARAM and Arena
 * @param teamId 100 or 200
 * @param subteamId the team of two in Arena, from 1; 0 elsewhere
 * @param placement the rank of that team, from 1; 0 elsewhere
 */
public record GeneratedParticipant(
        int number,
        Player player,
        Champion champion,
        Position position,
        int teamId,
        int subteamId,
        int placement,
        boolean win,
        Score score) {

    GeneratedParticipant revised() {
        return new GeneratedParticipant(
                number, player, champion, position, teamId, subteamId, placement, win, score.revised());
    }
}
