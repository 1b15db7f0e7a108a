package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.dlq.DlqException;
import dev.lolbatch.ingest.dlq.DlqException.Code;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Says what a failure of Kafka means for the dead letter topic, and what to do.
 *
 * @param replayName of the replay group and the transactional id, which are to be allowed by these names
 */
record KafkaFailures(String bootstrap, String dlqTopic, String replayName) {
    /** @param what the verb and its object, for the message */
    <T> T named(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (KafkaException e) {
            throw translated(what, e);
        }
    }

    private DlqException translated(String what, KafkaException e) {
        String cannot = "Cannot " + what + ": ";
        Throwable cause = cause(e);
        if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
            return new DlqException(
                    Code.KAFKA_UNREACHABLE,
                    cannot + "the brokers at " + bootstrap + " do not answer (" + cause.getMessage()
                            + "); see that they run, and call again: what was replayed is not replayed twice",
                    e);
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return new DlqException(
                    Code.NOT_AUTHORIZED,
                    cannot + "Kafka refuses (" + cause.getMessage() + "); allow ingest's user to read and write topic "
                            + dlqTopic + ", to write the topics that it holds records of, to read group " + replayName
                            + ", and to write transactional id " + replayName,
                    e);
        }
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            return new DlqException(
                    Code.SUPERSEDED,
                    cannot + "another replay of it began meanwhile and goes on with the rest; wait for its end",
                    e);
        }
        if (cause instanceof RecordTooLargeException) {
            return new DlqException(
                    Code.REPLAY_FAILED,
                    cannot + "the topic does not take a record of this size (" + cause.getMessage()
                            + "); raise its max.message.bytes, or select the others",
                    e);
        }
        return new DlqException(
                Code.REPLAY_FAILED,
                cannot + cause.getMessage() + "; call again when it is mended: what was replayed is not replayed twice",
                e);
    }

    /** Transactions wrap the failure of a send. */
    private static Throwable cause(KafkaException e) {
        Throwable cause = e;
        while (cause.getClass().equals(KafkaException.class) && cause.getCause() instanceof KafkaException inner) {
            cause = inner;
        }
        return cause;
    }
}
