package dev.lolbatch.ingest.rest;

/** What clients decide by; an enum implements it, whose names and statuses never change. */
public interface ProblemCode {
    String name();

    /** Of HTTP. */
    int status();

    /** The same for every problem of this code. */
    String title();
}
