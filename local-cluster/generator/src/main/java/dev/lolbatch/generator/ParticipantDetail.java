package dev.lolbatch.generator;

import dev.lolbatch.generator.MatchDetail.TeamDetail;
import java.util.SplittableRandom;

/** What Match-V5 tells of one participant beyond the model, drawn once, since several fields repeat it. */
final class ParticipantDetail {
    final GeneratedParticipant participant;
    final MatchDetail match;
    final Damage dealt;
    final Damage dealtToChampions;
    final Damage taken;
    final int[] spellCasts = new int[4];
    final int towerDamage;
    final int turretTakedowns;
    final int wardsKilled;
    final int timePlayed;
    final int level;

    ParticipantDetail(GeneratedParticipant participant, MatchDetail match) {
        this.participant = participant;
        this.match = match;
        SplittableRandom random = match.random();
        Score score = participant.score();
        double minutes = match.match().durationSeconds() / 60.0;
        boolean arena = participant.subteamId() > 0;
        double magic = participant.champion().magicShare();
        this.dealtToChampions = Damage.split(score.damage(), magic, random);
        this.dealt = dealtToChampions.plus(Damage.split(score.cs() * random.nextInt(450, 750), magic, random));
        this.taken = Damage.split((int) (minutes * random.nextInt(550, arena ? 2500 : 1200)), 0.4, random);
        for (int spell = 0; spell < spellCasts.length; spell++) {
            spellCasts[spell] = (int) (minutes * (spell == 3 ? 0.4 : random.nextDouble(1, 8)));
        }
        int towers = team().towers();
        this.turretTakedowns = towers == 0 ? 0 : random.nextInt(0, Math.min(towers, 6) + 1);
        this.towerDamage = turretTakedowns * random.nextInt(900, 1800);
        this.wardsKilled = match.match().queue().mode() == Queue.Mode.RIFT ? random.nextInt(0, 15) : 0;
        this.timePlayed = arena
                ? (int) (match.match().durationSeconds() * (1 - 0.05 * (participant.placement() - 1)))
                : match.match().durationSeconds();
        this.level = Math.min(18, 1 + (int) (Math.sqrt(minutes) * random.nextDouble(2.6, 3.1)));
    }

    SplittableRandom random() {
        return match.random();
    }

    GeneratedMatch played() {
        return match.match();
    }

    Score score() {
        return participant.score();
    }

    TeamDetail team() {
        return match.team(participant.teamId());
    }

    TeamDetail enemies() {
        return match.enemyOf(participant.teamId());
    }

    /** Exact, as the game counts: a little more than whole seconds. */
    double gameLength() {
        return played().durationSeconds() + Seeds.fraction(played().detailSeed(), 21);
    }

    double perMinute(int amount) {
        return amount * 60 / gameLength();
    }

    /** The number of the participant who was first at something; the purpose tells things apart. */
    int firstAt(long purpose) {
        return 1
                + (int) (Seeds.fraction(played().detailSeed(), purpose)
                        * played().participants().size());
    }

    int takedowns() {
        return score().kills() + score().assists();
    }

    /** A sum of damage by kind. */
    record Damage(int physical, int magic, int pure) {
        static Damage split(int total, double magicShare, SplittableRandom random) {
            int pure = (int) (total * random.nextDouble(0, 0.12));
            int magic = (int) ((total - pure) * magicShare);
            return new Damage(total - pure - magic, magic, pure);
        }

        Damage plus(Damage other) {
            return new Damage(physical + other.physical, magic + other.magic, pure + other.pure);
        }

        int total() {
            return physical + magic + pure;
        }
    }
}
