package dev.lolbatch.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Players who win or lose together: five on the Rift, two in Arena. Deals out the side's kills and deaths to its
 * players, so that they add up.
 *
 * @param teamId 100 or 200
 * @param subteamId Arena's team, 0 elsewhere
 * @param placement Arena's rank, 0 elsewhere
 */
record Side(int teamId, int subteamId, int placement, boolean win, List<Pick> picks) {
    private static final int KILL_GOLD = 260;
    private static final int ASSIST_GOLD = 70;

    /** A player's place in a side. */
    record Pick(int number, Player player, Champion champion, Position position) {}

    Side {
        picks = List.copyOf(picks);
    }

    static double strength(List<Pick> picks) {
        return picks.stream().mapToDouble(pick -> pick.champion().strength()).sum();
    }

    List<GeneratedParticipant> play(Queue.Mode mode, int kills, int deaths, double minutes, SplittableRandom random) {
        int[] killsOf = deal(kills, weights(mode, Share.KILLS, random), random);
        int[] deathsOf = deal(deaths, weights(mode, Share.DEATHS, random), random);
        List<GeneratedParticipant> participants = new ArrayList<>(picks.size());
        for (int i = 0; i < picks.size(); i++) {
            Pick pick = picks.get(i);
            Economy economy = Economy.of(mode, pick.position());
            int assists = successes(kills - killsOf[i], economy.assists, random);
            participants.add(new GeneratedParticipant(
                    pick.number(),
                    pick.player(),
                    pick.champion(),
                    pick.position(),
                    teamId,
                    subteamId,
                    placement,
                    win,
                    score(economy, killsOf[i], deathsOf[i], assists, minutes, random)));
        }
        return participants;
    }

    private Score score(Economy economy, int kills, int deaths, int assists, double minutes, SplittableRandom random) {
        double form = random.nextDouble(0.85, 1.15) * (win ? 1.04 : 0.97);
        double fights = 0.75 + (kills + 0.4 * assists) / (12 + 0.5 * minutes);
        return new Score(
                kills,
                deaths,
                assists,
                (int) (500 + economy.gold * 0.85 * minutes * form + KILL_GOLD * kills + ASSIST_GOLD * assists),
                (int) (economy.damage * minutes * form * fights),
                (int) (economy.minions * Math.max(0, minutes - 1.5) * form),
                (int) (economy.monsters * Math.max(0, minutes - 1.5) * form),
                (int) (economy.vision * minutes * random.nextDouble(0.7, 1.3)));
    }

    private enum Share {
        KILLS,
        DEATHS
    }

    private double[] weights(Queue.Mode mode, Share share, SplittableRandom random) {
        return picks.stream()
                .mapToDouble(pick -> {
                    Economy economy = Economy.of(mode, pick.position());
                    return (share == Share.KILLS ? economy.kills : economy.deaths) * random.nextDouble(0.4, 1.6);
                })
                .toArray();
    }

    /** Deals a number of equal things to as many hands as there are weights, by chance in their proportion. */
    static int[] deal(int things, double[] weights, SplittableRandom random) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        int[] hands = new int[weights.length];
        for (int i = 0; i < things; i++) {
            double point = random.nextDouble(total);
            int hand = 0;
            while (hand < weights.length - 1 && point >= weights[hand]) {
                point -= weights[hand++];
            }
            hands[hand]++;
        }
        return hands;
    }

    private static int successes(int trials, double probability, SplittableRandom random) {
        int successes = 0;
        for (int i = 0; i < trials; i++) {
            if (random.nextDouble() < probability) {
                successes++;
            }
        }
        return successes;
    }
}
