package dev.lolbatch.orchestrator.pages;

import java.util.Locale;

/** What a calendar says of a date: the first that holds, in this order. */
enum DayKind {
    RUNNING("a run of it waits or is at work"),
    FAILED("its last run failed, and what is published is not all of it"),
    MISSING("nothing is published of it"),
    STALE("matches have come since it was published"),
    INCOMPLETE("all that is there is published, but more may still come"),
    FRESH("all of it is published");

    private final String meaning;

    DayKind(String meaning) {
        this.meaning = meaning;
    }

    /** As it is written on the page, and in the names of its shape and its colours. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }
}
