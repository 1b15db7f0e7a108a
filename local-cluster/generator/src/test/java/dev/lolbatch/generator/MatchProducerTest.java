package dev.lolbatch.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class MatchProducerTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");
    private static final MatchGenerator GENERATOR =
            new MatchGenerator(GeneratorSettings.onDates(5, 50, DAY.minusDays(1), DAY)
                    .withDuplicateShare(0.2)
                    .withLateShare(0.2)
                    .withMalformedShare(0.2));

    @Test
    void sendsEveryMessageOnceAndReportsWhereItLies() throws InterruptedException {
        // Given
        MockProducer<String, byte[]> kafka = kafka(true);
        List<GeneratedMessage> acknowledged = new ArrayList<>();
        List<RecordMetadata> places = new ArrayList<>();

        // When
        SendSummary summary = send(kafka, Rate.unlimited(), (message, where) -> {
            acknowledged.add(message);
            places.add(where);
        });

        // Then
        List<GeneratedMessage> messages = GENERATOR.messages().toList();
        assertThat(acknowledged).isEqualTo(messages);
        assertThat(places)
                .hasSameSizeAs(messages)
                .extracting(RecordMetadata::topic)
                .containsOnly("lol_matches");
        assertThat(kafka.history()).hasSameSizeAs(messages);
        assertThat(summary.messages()).isEqualTo(messages.size());
        assertThat(summary.matches()).isEqualTo(50);
        assertThat(summary.duplicates()).isPositive();
        assertThat(summary.late()).isPositive();
        assertThat(summary.malformed()).isPositive();
        assertThat(summary.messages()).isEqualTo(50 + summary.duplicates() + summary.malformed());
    }

    @Test
    void neverHasASecondRequestInFlightThatANewTopicCouldTakeBeforeTheFirst() {
        // Given
        Map<String, Object> settings = MatchProducer.settings("127.0.0.1:9092", Duration.ofMinutes(2));

        // Then
        assertThat(settings).containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    }

    @Test
    void stopsAtAMessageThatIsNotAcknowledged() {
        // Given
        MockProducer<String, byte[]> kafka = kafka(false);
        Stream<GeneratedMessage> messages =
                GENERATOR.messages().peek(message -> kafka.errorNext(new TimeoutException("no broker")));

        // Then
        assertThatThrownBy(() -> new MatchProducer("lol_matches", kafka)
                        .send(messages, Rate.unlimited(), (message, where) -> {}))
                .isInstanceOf(SendException.class)
                .hasMessageMatching(
                        "Cannot send message .+ to topic lol_matches: no broker; see that the broker is up and the topic exists");
        assertThat(kafka.history()).hasSizeLessThan(4);
    }

    @Test
    void keepsToItsRate() throws InterruptedException {
        long start = System.nanoTime();
        SendSummary summary = send(kafka(true), Rate.perSecond(500), (message, where) -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(seconds).isGreaterThan((summary.messages() - 1) / 500.0);
    }

    @Test
    void rejectsARateOfNothing() {
        assertThatThrownBy(() -> Rate.perSecond(0))
                .hasMessage(
                        "Cannot send 0.0 messages per second: a rate is more than 0; correct it or ask for no limit");
    }

    private static SendSummary send(MockProducer<String, byte[]> kafka, Rate rate, SendListener listener)
            throws InterruptedException {
        return new MatchProducer("lol_matches", kafka).send(GENERATOR.messages(), rate, listener);
    }

    private static MockProducer<String, byte[]> kafka(boolean autoComplete) {
        return new MockProducer<>(autoComplete, null, new StringSerializer(), new ByteArraySerializer());
    }
}
