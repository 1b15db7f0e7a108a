package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.Payload;
import org.apache.kafka.common.serialization.Deserializer;

/** Takes values one by one as they are polled, before all of a poll are in memory. Kafka makes this object by class name. */
public final class PayloadDeserializer implements Deserializer<Payload> {
    @Override
    public Payload deserialize(String topic, byte[] value) {
        return value == null ? null : Payload.of(value);
    }
}
