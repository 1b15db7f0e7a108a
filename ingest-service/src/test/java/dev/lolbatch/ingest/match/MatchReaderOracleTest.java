package dev.lolbatch.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Our reader and a reader upon Jackson are of one opinion about every text: an equal match, or a rejection for the same
 * reason, in the same words except where Jackson words what is no JSON. jqwik prints the seed of a failure.
 */
class MatchReaderOracleTest {
    private static final long RECEIVED = Instant.parse("2026-01-14T00:00:00Z").toEpochMilli();

    private final MatchReader reader = new JsonMatchReader(1 << 20);
    private final MatchReader oracle = new JacksonMatchReader(1 << 20);
    private final List<byte[]> generated = MatchTexts.generated();

    @Property(tries = 5_000)
    void agreesAboutTextsThatAreRoughlyMatches(@ForAll Random random) {
        assertAgreement(new RandomMatchText(random).next());
    }

    @Property(tries = 5_000)
    void agreesAboutThemWhenTheyAreDamaged(@ForAll Random random) {
        assertAgreement(new Mutations(random).mutate(new RandomMatchText(random).next()));
    }

    @Property(tries = 2_000)
    void agreesAboutDamagedMatches(@ForAll Random random) {
        assertAgreement(new Mutations(random).mutate(generated.get(random.nextInt(generated.size()))));
    }

    @Property(tries = 100)
    void agreesAboutMatches(@ForAll Random random) {
        assertAgreement(generated.get(random.nextInt(generated.size())));
    }

    private void assertAgreement(byte[] text) {
        Opinion expected = opinion(oracle, text);
        assertThat(opinion(reader, text)).isEqualTo(expected);
    }

    private record Opinion(Optional<Match> match, Optional<RejectReason> rejection, String message) {}

    private static Opinion opinion(MatchReader reader, byte[] text) {
        try {
            return new Opinion(Optional.of(reader.read(text, RECEIVED)), Optional.empty(), "");
        } catch (MatchRejectedException e) {
            String message = e.reason() == RejectReason.NOT_JSON ? "" : e.getMessage();
            return new Opinion(Optional.empty(), Optional.of(e.reason()), message);
        }
    }
}
