package dev.lolbatch.ingest.lake;

/** Tells topics of one name apart: a topic that is deleted and created again counts its offsets anew. */
@FunctionalInterface
public interface TopicIdentity {
    /** Kafka's id of the topic that offsets are counted in now. */
    String topicId();
}
