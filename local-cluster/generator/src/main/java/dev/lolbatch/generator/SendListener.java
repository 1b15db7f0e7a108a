package dev.lolbatch.generator;

import org.apache.kafka.clients.producer.RecordMetadata;

/** Hears of each message that the broker has acknowledged; called by the producer's thread, one call at a time. */
@FunctionalInterface
public interface SendListener {
    /** Where the message lies now, and with which timestamp. */
    void acknowledged(GeneratedMessage message, RecordMetadata where);
}
