package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTableTest {
    private static final List<String> NAMES = List.of(
            "a",
            "cs",
            "win",
            "kills",
            "eight890",
            "nine89012",
            "riotIdTagline",
            "sixteen890123456",
            "seventeen90123456",
            "totalDamageDealtToChampions");

    private final FieldTable<String> table =
            new FieldTable<>(NAMES.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));

    @Test
    void findsEachNameWhereverItStands() {
        assertThat(NAMES).allSatisfy(name -> {
            assertThat(find("", name, "")).isEqualTo(name);
            assertThat(find("\"", name, "\":1")).isEqualTo(name);
            assertThat(find("{\"something\":\"", name, "\"}")).isEqualTo(name);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c",
                "kill",
                "killsx",
                "xkills",
                "Kills",
                "xeight890",
                "ine89012",
                "xine89012",
                "riotIdTaglinf",
                "sixteen890123457",
                "Sixteen890123456",
                "sevente_n90123456",
                "totalDamageDealtToChampion",
                "totalDamageXealtToChampions",
                "kills\u0000",
                "젠지"
            })
    void findsNoOther(String name) {
        assertThat(find("", name, "")).isNull();
        assertThat(find("{\"something\":\"", name, "\"}")).isNull();
    }

    private String find(String before, String name, String after) {
        int start = before.getBytes(UTF_8).length;
        return table.find((before + name + after).getBytes(UTF_8), start, start + name.getBytes(UTF_8).length);
    }
}
