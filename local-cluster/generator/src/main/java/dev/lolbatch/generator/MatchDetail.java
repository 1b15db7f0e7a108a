package dev.lolbatch.generator;

import java.util.List;
import java.util.SplittableRandom;

/** What Match-V5 tells of a match beyond the model: team totals, objectives, and the source of all small numbers. */
final class MatchDetail {
    private final GeneratedMatch match;
    private final SplittableRandom random;
    private final TeamDetail blue;
    private final TeamDetail red;
    private final int mostDamage;

    MatchDetail(GeneratedMatch match) {
        this.match = match;
        this.random = new SplittableRandom(match.detailSeed());
        this.blue = TeamDetail.of(100, match, random);
        this.red = TeamDetail.of(200, match, random);
        this.mostDamage = match.participants().stream()
                .mapToInt(participant -> participant.score().damage())
                .max()
                .orElse(0);
    }

    GeneratedMatch match() {
        return match;
    }

    SplittableRandom random() {
        return random;
    }

    /** Blue's, then red's; Arena tells nothing of the losers but an empty team 0. */
    List<TeamDetail> teams() {
        return List.of(blue, match.queue().mode() == Queue.Mode.ARENA ? TeamDetail.ARENA_REST : red);
    }

    TeamDetail team(int teamId) {
        return teamId == blue.teamId() ? blue : red;
    }

    TeamDetail enemyOf(int teamId) {
        return teamId == blue.teamId() ? red : blue;
    }

    int mostDamage() {
        return mostDamage;
    }

    boolean since(Patch patch) {
        return !match.patch().isBefore(patch);
    }

    /** A team's totals and what it took. */
    record TeamDetail(
            int teamId,
            boolean win,
            int kills,
            int damage,
            int towers,
            int inhibitors,
            int dragons,
            int barons,
            int heralds,
            int grubs) {

        static final TeamDetail ARENA_REST = new TeamDetail(0, false, 0, 0, 0, 0, 0, 0, 0, 0);

        static TeamDetail of(int teamId, GeneratedMatch match, SplittableRandom random) {
            int kills = 0;
            int damage = 0;
            boolean win = false;
            for (GeneratedParticipant participant : match.participants()) {
                if (participant.teamId() == teamId) {
                    kills += participant.score().kills();
                    damage += participant.score().damage();
                    win |= participant.win();
                }
            }
            boolean rift = match.queue().mode() == Queue.Mode.RIFT && !match.remake();
            boolean towers = match.queue().mode() != Queue.Mode.ARENA && !match.remake();
            return new TeamDetail(
                    teamId,
                    win,
                    kills,
                    damage,
                    !towers ? 0 : win ? random.nextInt(4, 12) : random.nextInt(0, 6),
                    !towers ? 0 : win ? random.nextInt(1, 4) : 0,
                    !rift ? 0 : random.nextInt(0, win ? 5 : 4),
                    !rift ? 0 : random.nextInt(0, win ? 3 : 2),
                    !rift ? 0 : random.nextInt(0, 2),
                    !rift ? 0 : random.nextInt(0, 4));
        }
    }
}
