package dev.lolbatch.generator;

/** How a payload tells a match. */
public enum Form {
    MATCH_V5,
    FLAT
}
