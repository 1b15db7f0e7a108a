package dev.lolbatch.ingest.rest;

import java.io.Serializable;

/** What clients decide by; an enum implements it, whose names and statuses never change. */
public interface ProblemCode extends Serializable {
    String name();

    /** Of HTTP. */
    int status();

    /** The same for every problem of this code. */
    String title();
}
