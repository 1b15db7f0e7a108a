package dev.lolbatch.ingest.lake;

/** Tells topics of one name apart: a topic that is deleted and created again counts its offsets anew. */
@FunctionalInterface
public interface TopicIdentity {
    /** The topic that offsets are counted in now. */
    Topic topic();

    /**
     * A topic as Kafka describes it.
     *
     * @param id no other topic ever has it, of whatever name
     * @param partitions how many it has; only grows
     */
    record Topic(String id, int partitions) {}
}
