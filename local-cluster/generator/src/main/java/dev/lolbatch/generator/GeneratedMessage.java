package dev.lolbatch.generator;

import java.util.Optional;

/** A message for the topic: a match in some form, or something that is none. */
public sealed interface GeneratedMessage {
    /** The record's key; empty for a record without one. */
    Optional<String> key();

    /** The record's value; empty for a record without one. */
    Optional<Payload> payload();

    /** A message that tells a match. */
    record MatchMessage(String matchKey, Payload value, Form form, Delivery delivery, GeneratedMatch match)
            implements GeneratedMessage {

        /** The match's id; empty for a duplicate, whose producer is another one and sets no key. */
        @Override
        public Optional<String> key() {
            return delivery.duplicate() ? Optional.empty() : Optional.of(matchKey);
        }

        @Override
        public Optional<Payload> payload() {
            return Optional.of(value);
        }
    }

    /** A message that is no match. */
    record MalformedMessage(String matchKey, Optional<Payload> payload, Defect defect) implements GeneratedMessage {
        @Override
        public Optional<String> key() {
            return Optional.of(matchKey);
        }
    }
}
