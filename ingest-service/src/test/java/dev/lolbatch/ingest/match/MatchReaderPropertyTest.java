package dev.lolbatch.ingest.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are, they are a match or a typed rejection. jqwik prints the seed of a failure. */
class MatchReaderPropertyTest {
    private static final long RECEIVED = Instant.parse("2026-01-14T00:00:00Z").toEpochMilli();

    private final MatchReader reader = new JsonMatchReader(1 << 20);
    private final List<byte[]> realShapes = MatchTexts.generated();

    @Property
    void anyBytesAreAMatchOrATypedRejection(@ForAll @Size(max = 200) byte[] payload) {
        readOrReject(payload);
    }

    @Property(tries = 3000)
    void anyMutationOfARealShapeIsAMatchOrATypedRejection(@ForAll Random random) {
        byte[] payload = realShapes.get(random.nextInt(realShapes.size()));
        readOrReject(new Mutations(random).mutate(payload));
    }

    @Property
    void namesOfAnyScriptSurviveByteForByte(@ForAll("names") String name) throws MatchRejectedException {
        String json = "{\"match_id\":\"A\",\"timestamp\":1768298400000,\"participants\":[{\"summoner_name\":\""
                + escape(name) + "\"}]}";

        Match match = reader.read(json.getBytes(UTF_8), RECEIVED);

        assertThat(match.participants().get(0).summonerName().getBytes(UTF_8)).isEqualTo(name.getBytes(UTF_8));
    }

    @Property(tries = 200)
    void theOrderOfFieldsMeansNothing(@ForAll Random random) throws MatchRejectedException {
        // Given
        List<String> fields = new ArrayList<>(List.of(
                "\"info\":{\"participants\":[{\"kills\":1,\"puuid\":\"P\"}],\"gameEndTimestamp\":5,\"gameDuration\":1800,"
                        + "\"gameCreation\":1768298400000}",
                "\"metadata\":{\"matchId\":\"EUW1_7\",\"participants\":[\"P\"]}",
                "\"match_id\":null",
                "\"unknown\":{\"metadata\":{\"matchId\":\"X\"},\"a\":[[{}]]}"));
        String inOrder = "{" + String.join(",", fields) + "}";
        // When
        Collections.shuffle(fields, random);
        String shuffled = "{" + String.join(",", fields) + "}";
        // Then
        assertThat(reader.read(shuffled.getBytes(UTF_8), RECEIVED))
                .isEqualTo(reader.read(inOrder.getBytes(UTF_8), RECEIVED));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(16)
                // Half of a surrogate pair is no text: UTF-8 cannot hold it.
                .filter(name -> UTF_8.newEncoder().canEncode(name));
    }

    private void readOrReject(byte[] payload) {
        try {
            Match match = reader.read(payload, RECEIVED);
            assertThat(match.participants()).isNotEmpty();
            assertThat(match.participants().stream().map(Participant::id))
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
            assertThat(match.date()).isBetween(LocalDate.of(2009, 10, 27), LocalDate.of(2026, 1, 15));
        } catch (MatchRejectedException e) {
            assertThat(e.reason()).isNotNull();
            assertThat(e).message().startsWith("Cannot ");
        }
    }

    private static String escape(String name) {
        StringBuilder escaped = new StringBuilder();
        name.chars().forEach(c -> {
            if (c < 0x20 || c == '"' || c == '\\') {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
