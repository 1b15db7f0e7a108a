package dev.lolbatch.job;

/** Which matches of a date a run writes, and what it may find there. */
enum WriteScope {
    /** All; nothing was ever written of the date. */
    FIRST,
    /** All, each in place of what may be there. */
    EVERYTHING,
    /** Those with a row that was added since the date was last written; the others are there as they should be. */
    ADDED
}
