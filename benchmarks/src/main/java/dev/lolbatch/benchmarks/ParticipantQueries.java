package dev.lolbatch.benchmarks;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** How participants are asked for: each query returns how many rows it found, a page at most. */
interface ParticipantQueries {
    /** Rows of a page. */
    int PAGE = 100;

    /** Dates, both included. */
    record Dates(LocalDate from, LocalDate to) {}

    /**
     * What is asked for.
     *
     * @param equal columns and their values
     * @param dates all of them when empty
     */
    record Question(Map<String, String> equal, Optional<Dates> dates) {}

    /** The first page of an answer. */
    Page first(Question question);

    /** The page after another one of the same answer. */
    Page after(Question question, Page page);

    /**
     * A page.
     *
     * @param next where the next page begins, as the kind of query has it; empty at the end
     * @param filtered whether Cassandra refused to answer without ALLOW FILTERING
     */
    record Page(int rows, Optional<Object> next, boolean filtered) {}
}
