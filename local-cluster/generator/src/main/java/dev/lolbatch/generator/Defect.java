package dev.lolbatch.generator;

/** Why a message cannot be a match. */
public enum Defect {
    NOT_JSON,
    /** The first part of a match. */
    TRUNCATED,
    NO_MATCH_ID,
    NO_TIMESTAMP,
    /** A match that never began: an empty list of participants, and a duration of 0. */
    NO_PARTICIPANTS,
    /** A text or an object where a number belongs. */
    WRONG_TYPE,
    /** A Kafka record without a value. */
    NULL_VALUE,
    /** Played in the year 2099. */
    FUTURE_DATE,
    /** Played before the game's first day, 2009-10-27. */
    BEFORE_LAUNCH,
    /** Riot's Match-V4, which has another shape. */
    V4_SCHEMA
}
