package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.lake.TopicIdentity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** The topic's id, as it was when the partitions were last placed. */
public final class KafkaTopic implements TopicIdentity {
    private static final long TIMEOUT_SECONDS = 30;

    private final String topic;
    private final Map<String, Object> clientConfiguration;
    private volatile String id = "";

    /** @param clientConfiguration of an admin client: bootstrap servers, security */
    public KafkaTopic(String topic, Map<String, Object> clientConfiguration) {
        this.topic = topic;
        this.clientConfiguration = Map.copyOf(clientConfiguration);
    }

    /** Asks the broker for the topic's id, and remembers it. */
    String refreshId() {
        try (Admin admin = Admin.create(clientConfiguration)) {
            id = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .topicId()
                    .toString();
            return id;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot describe topic " + topic + ": interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot describe topic " + topic + ": " + e.getMessage(), e);
        }
    }

    /** {@inheritDoc} Nothing is committed before a placement, so there always was one. */
    @Override
    public String topicId() {
        return id;
    }
}
