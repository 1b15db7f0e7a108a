package dev.lolbatch.cli;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.generator.MatchProducer;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.generator.SendException;
import dev.lolbatch.generator.SendSummary;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Matches that were generated and sent to the topic.
 *
 * @param dates UTC dates that have a match
 */
record Load(SendSummary summary, SortedSet<LocalDate> dates) {
    /** Sends them as fast as the rate says, and returns when all are acknowledged. */
    static Load send(StackSettings settings, GeneratorSettings matches, Rate rate, Progress progress) {
        // A producer would try for two minutes before it says that nobody is there.
        if (!LoopbackPorts.answers(settings.ports().kafka())) {
            throw CommandException.unreachable(
                    "Cannot reach Kafka at %s: nobody listens there; start it with ./lolbatch up"
                            .formatted(settings.kafkaBootstrap()),
                    null);
        }
        ConcurrentSkipListSet<LocalDate> dates = new ConcurrentSkipListSet<>();
        AtomicLong acknowledged = new AtomicLong();
        try (MatchProducer producer = MatchProducer.connect(settings.kafkaBootstrap(), LocalCluster.TOPIC)) {
            SendSummary summary = producer.send(new MatchGenerator(matches).messages(), rate, (message, where) -> {
                if (message instanceof MatchMessage told) {
                    dates.add(told.match().date());
                    if (!told.delivery().duplicate()) {
                        progress.tell(Step.of("sending", acknowledged.incrementAndGet(), matches.matches(), "matches"));
                    }
                }
            });
            return new Load(summary, dates);
        } catch (SendException e) {
            throw CommandException.failed(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot send matches: interrupted", e);
        }
    }

    String description() {
        return "%d messages on topic %s: %d matches of %s, %d told again, %d late; %d that are no match"
                .formatted(
                        summary.messages(),
                        LocalCluster.TOPIC,
                        summary.matches(),
                        dates.size() == 1 ? dates.first() : dates.first() + " to " + dates.last(),
                        summary.duplicates(),
                        summary.late(),
                        summary.malformed());
    }
}
