package dev.lolbatch.generator;

import static java.util.stream.Collectors.averagingInt;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");

    @Test
    void everyChampionIsPlayed() {
        assertThat(participants(20_000)
                        .map(participant -> participant.champion().name())
                        .collect(toSet()))
                .hasSize(172)
                .contains("MonkeyKing", "FiddleSticks", "Nunu", "KSante", "Renata", "Belveth");
    }

    @Test
    void noChampionIsPlayedBeforeItsPatch() {
        LocalDate day = LocalDate.parse("2021-05-01");
        assertThat(new MatchGenerator(GeneratorSettings.onDates(1, 2000, day, day))
                        .matches()
                        .flatMap(match -> match.participants().stream())
                        .map(participant -> participant.champion().name()))
                .contains("Gwen")
                .doesNotContain("Akshan", "Yunara");
    }

    @Test
    void strongChampionsWinMoreThanWeakOnes() {
        Map<String, Double> winRates = participants(30_000)
                .collect(groupingBy(
                        participant -> participant.champion().name(),
                        averagingInt(participant -> participant.win() ? 1 : 0)));
        assertThat(winRates.values()).allMatch(rate -> rate > 0.35 && rate < 0.65);
        assertThat(winRates.values()).anyMatch(rate -> rate > 0.54).anyMatch(rate -> rate < 0.46);
    }

    @Test
    void allQueuesArePlayedByTheirShares() {
        Map<Queue, Long> queues = matches(10_000).collect(groupingBy(GeneratedMatch::queue, counting()));
        assertThat(queues.get(Queue.RANKED_SOLO) / 10_000.0).isCloseTo(0.55, within(0.02));
        assertThat(queues.get(Queue.ARAM) / 10_000.0).isCloseTo(0.11, within(0.02));
        assertThat(queues.get(Queue.ARENA) / 10_000.0).isCloseTo(0.04, within(0.01));
    }

    @Test
    void aTeamsDeathsAreTheOthersKillsAndAtMostOneMore() {
        matches(1000).filter(match -> match.queue() != Queue.ARENA).forEach(match -> {
            List<GeneratedParticipant> blue = match.participants().subList(0, 5);
            List<GeneratedParticipant> red = match.participants().subList(5, 10);
            assertThat(deaths(blue) - kills(red)).isBetween(0, 1);
            assertThat(deaths(red)).isEqualTo(kills(blue));
        });
    }

    @Test
    void winnersHaveMoreKillsThanLosersAndNobodyAssistsMoreThanTheTeamKills() {
        matches(1000)
                .filter(match -> match.queue() != Queue.ARENA && !match.remake())
                .forEach(match -> {
                    boolean blueWins = match.participants().get(0).win();
                    List<GeneratedParticipant> blue = match.participants().subList(0, 5);
                    List<GeneratedParticipant> red = match.participants().subList(5, 10);
                    assertThat(kills(blueWins ? blue : red)).isGreaterThan(kills(blueWins ? red : blue));
                    assertThat(blue)
                            .allMatch(player ->
                                    player.score().kills() + player.score().assists() <= kills(blue));
                });
    }

    @Test
    void everyParticipantEarnsGold() {
        assertThat(participants(3000))
                .allMatch(participant -> participant.score().gold() > 0);
    }

    @Test
    void supportsHaveTheLeastCsAndTheMostVision() {
        Map<Position, Double> cs = participants(2000)
                .collect(groupingBy(GeneratedParticipant::position, averagingInt(player -> player.score()
                        .cs())));
        Map<Position, Double> vision = participants(2000)
                .collect(groupingBy(GeneratedParticipant::position, averagingInt(player -> player.score()
                        .visionScore())));
        assertThat(Position.OF_A_TEAM.subList(0, 4))
                .allMatch(position -> cs.get(position) > 2 * cs.get(Position.UTILITY))
                .allMatch(position -> vision.get(position) < vision.get(Position.UTILITY));
    }

    @Test
    void inArenaTheUpperHalfWinsAndPlacementsAreARanking() {
        matches(3000).filter(match -> match.queue() == Queue.ARENA).forEach(match -> {
            int teams = match.participants().size() / 2;
            assertThat(match.participants().stream()
                            .collect(groupingBy(GeneratedParticipant::placement, counting()))
                            .values())
                    .hasSize(teams)
                    .containsOnly(2L);
            assertThat(match.participants())
                    .allMatch(participant -> participant.win() == (participant.placement() <= teams / 2));
        });
    }

    private static Stream<GeneratedMatch> matches(int matches) {
        return new MatchGenerator(GeneratorSettings.onDates(3, matches, DAY, DAY)).matches();
    }

    private static Stream<GeneratedParticipant> participants(int matches) {
        return matches(matches).flatMap(match -> match.participants().stream());
    }

    private static int kills(Collection<GeneratedParticipant> team) {
        return team.stream()
                .mapToInt(participant -> participant.score().kills())
                .sum();
    }

    private static int deaths(Collection<GeneratedParticipant> team) {
        return team.stream()
                .mapToInt(participant -> participant.score().deaths())
                .sum();
    }
}
