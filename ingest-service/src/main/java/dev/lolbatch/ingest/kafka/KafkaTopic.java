package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.lake.TopicIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** The topic's id and partitions, as they were when the partitions were last placed. */
public final class KafkaTopic implements TopicIdentity {
    private static final long TIMEOUT_SECONDS = 30;

    private final String topic;
    private final Map<String, Object> clientConfiguration;
    private volatile Optional<Topic> description = Optional.empty();

    /** @param clientConfiguration of an admin client: bootstrap servers, security */
    public KafkaTopic(String topic, Map<String, Object> clientConfiguration) {
        this.topic = topic;
        this.clientConfiguration = Map.copyOf(clientConfiguration);
    }

    /** Asks the broker for the topic, and remembers what it says. */
    Topic refresh() {
        try (Admin admin = Admin.create(clientConfiguration)) {
            TopicDescription described = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic);
            Topic now = new Topic(
                    described.topicId().toString(), described.partitions().size());
            description = Optional.of(now);
            return now;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot describe topic " + topic + ": interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot describe topic " + topic + ": " + e.getMessage(), e);
        }
    }

    /** {@inheritDoc} Nothing is committed before a placement, so there always was one. */
    @Override
    public Topic topic() {
        return description.orElseThrow();
    }
}
