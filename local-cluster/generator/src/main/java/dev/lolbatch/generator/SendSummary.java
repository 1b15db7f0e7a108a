package dev.lolbatch.generator;

import dev.lolbatch.generator.GeneratedMessage.MalformedMessage;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;

/**
 * What was sent.
 *
 * @param messages all of them
 * @param matches distinct matches
 * @param duplicates messages that told a match again
 * @param late matches that came after those of a later date
 * @param malformed messages that are no match
 * @param bytes of all values, before compression
 */
public record SendSummary(long messages, long matches, long duplicates, long late, long malformed, long bytes) {
    static final SendSummary NOTHING = new SendSummary(0, 0, 0, 0, 0, 0);

    SendSummary plus(GeneratedMessage message) {
        long size = message.payload().map(Payload::size).orElse(0);
        if (message instanceof MalformedMessage) {
            return new SendSummary(messages + 1, matches, duplicates, late, malformed + 1, bytes + size);
        }
        Delivery delivery = ((MatchMessage) message).delivery();
        if (delivery.duplicate()) {
            return new SendSummary(messages + 1, matches, duplicates + 1, late, malformed, bytes + size);
        }
        return new SendSummary(
                messages + 1,
                matches + 1,
                duplicates,
                late + (delivery == Delivery.LATE ? 1 : 0),
                malformed,
                bytes + size);
    }
}
