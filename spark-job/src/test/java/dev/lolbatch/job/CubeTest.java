package dev.lolbatch.job;

import static dev.lolbatch.job.Participants.cube;
import static dev.lolbatch.job.Participants.participant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CubeTest {
    private static final CubeKey AHRI = new CubeKey(420, "MIDDLE", "Ahri");
    private static final CubeKey ZED = new CubeKey(420, "MIDDLE", "Zed");

    @Test
    void sumsByPatchQueuePositionAndChampion() {
        // When
        Cube cube = cube(
                List.of(participant("15.1", 420, "Ahri", 3), participant("15.1", 420, "Zed", 1)),
                List.of(participant("15.1", 420, "Ahri", 4)),
                List.of(participant("15.1", 450, "Ahri", 5)),
                List.of(participant(null, null, "Ahri", 6)),
                List.of());

        // Then
        assertThat(cube.parts().keySet()).containsExactlyInAnyOrder("15.1", "NONE");
        CubePart patch = cube.part("15.1");
        assertThat(patch.cells())
                .isEqualTo(Map.of(AHRI, sums(2, 7), ZED, sums(1, 1), new CubeKey(450, "MIDDLE", "Ahri"), sums(1, 5)));
        assertThat(patch.matches()).isEqualTo(Map.of(420, 2L, 450, 1L));
        assertThat(cube.part("NONE"))
                .isEqualTo(new CubePart(Map.of(new CubeKey(-1, "MIDDLE", "Ahri"), sums(1, 6)), Map.of(-1, 1L)));
        assertThat(cube.games()).isEqualTo(5);
        assertThat(cube.matchCount()).isEqualTo(4);
        assertThat(cube.total().totals()).isEqualTo(new PartTotals(4, 5, 4));
    }

    @Test
    void whatWasAddedCanBeTakenAwayExactlyInAnyOrder() {
        // Given
        Random random = new Random(7);
        List<Cube> days = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            List<Participant> match = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                match.add(participant("15." + random.nextInt(3), 420, "C" + random.nextInt(5), random.nextInt(30)));
            }
            days.add(cube(match));
        }
        CubePart sum = days.stream().map(Cube::total).reduce(CubePart.EMPTY, CubePart::plus);

        // When
        Collections.shuffle(days, random);
        CubePart rest = sum;
        for (Cube day : days.subList(1, days.size())) {
            rest = rest.minus(day.total());
        }

        // Then
        assertThat(rest).isEqualTo(days.get(0).total());
        assertThat(rest.minus(days.get(0).total())).isEqualTo(CubePart.EMPTY);
    }

    @Test
    void whatIsNoPartCannotBeTakenAway() {
        // Given
        CubePart ahri = cube("15.1", "Ahri", 3).total();

        // When / Then
        assertThatThrownBy(() -> ahri.minus(cube("15.1", "Zed", 3).total()))
                .isInstanceOf(ViewsDisagreeException.class)
                .hasMessage("CubeKey[queueId=420, position=MIDDLE, championName=Zed] would have -1 games");
        assertThatThrownBy(() -> ahri.minus(cube("15.1", "Ahri", 2).total()))
                .isInstanceOf(ViewsDisagreeException.class)
                .hasMessageStartingWith(
                        "CubeKey[queueId=420, position=MIDDLE, championName=Ahri] has no games left, but {GAMES=0, WINS=0,"
                                + " KILLS=1,");
        assertThatThrownBy(() -> new CubePart(ahri.cells(), Map.of()).minus(ahri))
                .isInstanceOf(ViewsDisagreeException.class)
                .hasMessage("queue 420 would have -1 matches");
    }

    @Test
    void anOverflowIsAnErrorAndNoFigure() {
        // Given
        Sums most = Sums.of(Map.of(Measure.KDA, Long.MAX_VALUE));

        // When / Then
        assertThatThrownBy(() -> most.plus(Sums.of(Map.of(Measure.KDA, 1L)))).isInstanceOf(ArithmeticException.class);
    }

    private static Sums sums(long games, long kills) {
        return Sums.of(
                Map.of(Measure.GAMES, games, Measure.WINS, games, Measure.KILLS, kills, Measure.KDA, 100 * kills));
    }
}
