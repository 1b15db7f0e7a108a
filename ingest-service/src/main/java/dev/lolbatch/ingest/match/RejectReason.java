package dev.lolbatch.ingest.match;

/** Why a record cannot be a match. The names are part of the dead letter contract and of the metrics. */
public enum RejectReason {
    /** The record has no value. */
    NULL_VALUE,
    /** The value is larger than a match is allowed to be. */
    TOO_LARGE,
    /** The value is not one JSON object. */
    NOT_JSON,
    /** Neither {@code metadata.matchId} nor {@code match_id} holds an id. */
    NO_MATCH_ID,
    /** The match has no timestamp. */
    NO_TIMESTAMP,
    /** The match has no participants. */
    NO_PARTICIPANTS,
    /** A field that the lake keeps has another type than the form gives it. */
    WRONG_TYPE,
    /** The match is older than the game, or newer than its own Kafka record. */
    DATE_OUT_OF_RANGE
}
