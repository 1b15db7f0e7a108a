package dev.lolbatch.generator;

/** How a match comes to be in the stream. */
public enum Delivery {
    /** The first time, in the order of the matches' times. */
    IN_ORDER,
    /** The first time, but after matches of a later date. */
    LATE,
    /** Again, byte for byte. */
    REPEATED,
    /** Again, in the other form. */
    REPEATED_IN_OTHER_FORM,
    /** Again, with other scores. */
    REVISED;

    /** Whether the match was in the stream before. */
    public boolean duplicate() {
        return this != IN_ORDER && this != LATE;
    }
}
