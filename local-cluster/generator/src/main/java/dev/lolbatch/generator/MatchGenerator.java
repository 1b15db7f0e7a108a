package dev.lolbatch.generator;

import java.time.Duration;
import java.time.Instant;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Generates matches and the messages that tell them. Equal settings give equal messages, byte for byte, on every run and
 * every machine: each match depends on the seed and its index only. Safe for use by several threads.
 */
public final class MatchGenerator {
    private static final long IDS_PER_SEED = 1_000_000;

    private final GeneratorSettings settings;
    private final Roster roster = Roster.load();

    public MatchGenerator(GeneratorSettings settings) {
        this.settings = settings;
    }

    /** The matches, in the order of their times. */
    public Stream<GeneratedMatch> matches() {
        return LongStream.range(0, settings.matches()).mapToObj(this::match);
    }

    /** The messages, lazily, in the order in which to send them. */
    public Stream<GeneratedMessage> messages() {
        MessageSequence sequence = new MessageSequence(settings, this);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(sequence, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** A match by its index; one past the last is a match as well, within the same dates, that no message tells. */
    GeneratedMatch match(long index) {
        Simulation simulation = new Simulation(roster, Seeds.random(settings.seed(), index, 1));
        return simulation.play(gameId(index), start(index));
    }

    private Instant start(long index) {
        double millis = Duration.between(settings.from(), settings.to()).toMillis();
        double fraction = Seeds.fraction(settings.seed() ^ index, 2);
        long offset = (long) ((index % settings.matches() + fraction) / settings.matches() * millis);
        return settings.from().plusMillis(offset);
    }

    /** Ten digits that grow with time, as Riot's do; seeds get ranges of their own. */
    private long gameId(long index) {
        long range = Math.floorMod(Seeds.mix(settings.seed(), 0, 3), 8000L);
        return 1_000_000_000L + range * IDS_PER_SEED + index;
    }
}
