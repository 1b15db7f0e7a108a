package dev.lolbatch.generator;

import dev.lolbatch.generator.Side.Pick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Plays one match: who meets, who wins, and how they score. */
final class Simulation {
    private static final List<Platform> PLATFORMS = List.of(Platform.values());
    private static final int REMAKES_PERCENT = 2;
    private static final int ABORTED_PERMILLE = 5;
    private static final int SURRENDERS_PERCENT = 22;

    private final Roster roster;
    private final SplittableRandom random;

    Simulation(Roster roster, SplittableRandom random) {
        this.roster = roster;
        this.random = random;
    }

    GeneratedMatch play(long gameId, Instant start) {
        Patch patch = Patch.at(start);
        Platform platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
        Queue queue = queue(patch);
        Ending ending = ending(queue);
        int duration = duration(queue.mode(), ending);
        List<GeneratedParticipant> participants =
                switch (queue.mode()) {
                    case RIFT, ARAM -> playTeams(queue.mode(), ending, duration / 60.0, platform, patch);
                    case ARENA -> playArena(duration / 60.0, platform, patch);
                };
        return new GeneratedMatch(
                platform.name(), gameId, queue, patch, start, duration, ending, participants, random.nextLong());
    }

    private Queue queue(Patch patch) {
        Queue queue = Queue.atPercent(random.nextInt(100));
        return queue == Queue.ARENA && patch.isBefore(Patch.ARENA_SINCE) ? Queue.ARAM : queue;
    }

    private Ending ending(Queue queue) {
        if (random.nextInt(1000) < ABORTED_PERMILLE) {
            return Ending.ABORTED;
        }
        if (queue.mode() == Queue.Mode.ARENA) {
            return Ending.NEXUS_DESTROYED;
        }
        int point = random.nextInt(100);
        if (point < REMAKES_PERCENT) {
            return Ending.REMADE;
        }
        return point < REMAKES_PERCENT + SURRENDERS_PERCENT ? Ending.SURRENDERED : Ending.NEXUS_DESTROYED;
    }

    /** In seconds. */
    private int duration(Queue.Mode mode, Ending ending) {
        if (ending == Ending.REMADE) {
            return random.nextInt(95, 290);
        }
        double typical =
                switch (mode) {
                    case RIFT -> ending == Ending.SURRENDERED ? 1350 : 1830;
                    case ARAM -> 1150;
                    case ARENA -> 1450;
                };
        double seconds = typical + random.nextGaussian() * typical / 6;
        return (int) Math.max(ending == Ending.SURRENDERED ? 905 : 660, seconds);
    }

    private List<GeneratedParticipant> playTeams(
            Queue.Mode mode, Ending ending, double minutes, Platform platform, Patch patch) {
        List<Pick> picks = draft(10, platform, patch, mode);
        List<Pick> blue = picks.subList(0, 5);
        List<Pick> red = picks.subList(5, 10);
        double odds = Math.exp(Side.strength(blue) - Side.strength(red));
        boolean blueWins = random.nextDouble() < odds / (1 + odds);

        double pace = ending == Ending.REMADE ? 0.1 : mode == Queue.Mode.ARAM ? 2.3 : 1.02;
        int winners = (int) (minutes * pace * random.nextDouble(0.75, 1.25));
        int losers = (int) (winners * random.nextDouble(0.35, 0.95));
        int executions = random.nextInt(20) == 0 ? 1 : 0;
        int blueKills = blueWins ? winners : losers;
        int redKills = blueWins ? losers : winners;
        List<GeneratedParticipant> participants = new ArrayList<>(10);
        participants.addAll(
                new Side(100, 0, 0, blueWins, blue).play(mode, blueKills, redKills + executions, minutes, random));
        participants.addAll(new Side(200, 0, 0, !blueWins, red).play(mode, redKills, blueKills, minutes, random));
        return participants;
    }

    /** Eight or nine teams of two; the upper half wins and is team 100, the lower loses and is team 200. */
    private List<GeneratedParticipant> playArena(double minutes, Platform platform, Patch patch) {
        int teams = random.nextInt(4) == 0 ? 9 : 8;
        List<Pick> picks = draft(2 * teams, platform, patch, Queue.Mode.ARENA);
        Map<Integer, Integer> placements = placements(picks, teams);
        double[] killWeights = new double[teams];
        double[] deathWeights = new double[teams];
        for (int team = 0; team < teams; team++) {
            killWeights[team] = teams + 2.0 - placements.get(team);
            deathWeights[team] = teams + 0.3 * placements.get(team);
        }
        int kills = (int) (teams * 12 * random.nextDouble(0.8, 1.2));
        int[] killsOf = Side.deal(kills, killWeights, random);
        int[] deathsOf = Side.deal(kills, deathWeights, random);

        List<GeneratedParticipant> participants = new ArrayList<>(picks.size());
        for (int team = 0; team < teams; team++) {
            int placement = placements.get(team);
            boolean win = placement <= teams / 2;
            double stayed = minutes * (1 - 0.45 * (placement - 1) / teams);
            participants.addAll(
                    new Side(win ? 100 : 200, team + 1, placement, win, picks.subList(2 * team, 2 * team + 2))
                            .play(Queue.Mode.ARENA, killsOf[team], deathsOf[team], stayed, random));
        }
        return participants;
    }

    private Map<Integer, Integer> placements(List<Pick> picks, int teams) {
        double[] form = new double[teams];
        for (int team = 0; team < teams; team++) {
            form[team] = Side.strength(picks.subList(2 * team, 2 * team + 2)) + 0.8 * random.nextGaussian();
        }
        List<Integer> ranking =
                new ArrayList<>(IntStream.range(0, teams).boxed().toList());
        ranking.sort(Collections.reverseOrder(Comparator.comparingDouble(team -> form[team])));
        Map<Integer, Integer> placements = new LinkedHashMap<>();
        for (int rank = 0; rank < teams; rank++) {
            placements.put(ranking.get(rank), rank + 1);
        }
        return placements;
    }

    private List<Pick> draft(int players, Platform platform, Patch patch, Queue.Mode mode) {
        Set<Integer> numbers = new HashSet<>();
        Set<Champion> taken = new HashSet<>();
        List<Pick> picks = new ArrayList<>(players);
        while (picks.size() < players) {
            int number = random.nextInt(Player.PER_PLATFORM);
            if (!numbers.add(number)) {
                continue;
            }
            Position position = mode == Queue.Mode.RIFT ? Position.OF_A_TEAM.get(picks.size() % 5) : Position.NONE;
            Champion champion = roster.pick(position, patch, taken, random);
            taken.add(champion);
            picks.add(new Pick(picks.size() + 1, Player.of(platform, number), champion, position));
        }
        return picks;
    }
}
