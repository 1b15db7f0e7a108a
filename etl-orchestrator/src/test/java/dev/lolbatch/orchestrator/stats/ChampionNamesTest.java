package dev.lolbatch.orchestrator.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChampionNamesTest {
    private final ChampionNames names = ChampionNames.of(
            List.of("Ahri", "Kaisa", "KSante", "MonkeyKing", "Nunu", "DrMundo", "JarvanIV", "FiddleSticks", "Renata"));

    @ParameterizedTest
    @CsvSource({
        "Ahri, Ahri",
        "ahri, Ahri",
        "Kai'Sa, Kaisa",
        "KAI’SA, Kaisa",
        "K'Sante, KSante",
        "Wukong, MonkeyKing",
        "monkeyking, MonkeyKing",
        "Nunu & Willump, Nunu",
        "nunu and willump, Nunu",
        "Nunu, Nunu",
        "Dr. Mundo, DrMundo",
        "jarvan iv, JarvanIV",
        "Fiddlesticks, FiddleSticks",
        "Renata Glasc, Renata"
    })
    void areFoundAsPeopleTypeThem(String typed, String name) {
        assertThat(names.find(typed)).isEqualTo(name);
    }

    @Test
    void eachOfTwoWaysToWriteANameIsFoundWhereBothAreThere() {
        // Given
        ChampionNames both = ChampionNames.of(List.of("Kaisa", "Kai'Sa"));

        // Then
        assertThat(both.find("Kaisa")).isEqualTo("Kaisa");
        assertThat(both.find("Kai'Sa")).isEqualTo("Kai'Sa");
    }

    @Test
    void anUnknownOneIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> names.find("Ari"))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_CHAMPION))
                .hasMessage("Cannot find champion \"Ari\": no run has counted a game of it; the nearest names are Ahri,"
                        + " Kaisa, Nunu");
        assertThatThrownBy(() -> ChampionNames.of(List.of()).find("Ahri"))
                .hasMessage("Cannot find champion \"Ahri\": no run has counted a game of it; GET /stats/champions lists"
                        + " the names");
    }
}
