package dev.lolbatch.orchestrator;

import java.time.LocalDate;
import java.util.List;

/**
 * A run that is in some state when its replica is killed, what its job does then, and what must become of it.
 *
 * @param date its only one, unlike any other run's
 * @param state when its replica is killed
 * @param meanwhile what its job does before anybody else looks at the run
 * @param states all that it enters, in order
 */
record Fate(LocalDate date, String state, Meanwhile meanwhile, List<String> states) {
    enum Meanwhile {
        GOES_ON,
        PUBLISHES,
        PUBLISHES_AND_IS_KILLED,
        IS_KILLED
    }

    /** @param states separated by blanks */
    static Fate of(int day, String state, Meanwhile meanwhile, String states) {
        return new Fate(LocalDate.of(2026, 1, day), state, meanwhile, List.of(states.split(" ")));
    }

    String end() {
        return states.get(states.size() - 1);
    }

    boolean hasEnded() {
        return state.equals(end());
    }

    boolean isWaiting() {
        return state.equals("QUEUED");
    }

    /** Whether its job, or that of another attempt, comes to an end by itself when another replica has it. */
    boolean goesOn() {
        boolean isPublished = meanwhile == Meanwhile.PUBLISHES || meanwhile == Meanwhile.PUBLISHES_AND_IS_KILLED;
        return !hasEnded() && !isPublished && !end().equals("CANCELLED");
    }

    int attempts() {
        return Math.toIntExact(states.stream().filter("SUBMITTED"::equals).count());
    }

    /** The job of its last attempt. */
    String job(String run) {
        return attempts() == 1 ? run : run + "-" + attempts();
    }

    /** The jobs that publish its date. */
    List<String> publications(String run) {
        return end().equals("SUCCEEDED") ? List.of(job(run)) : List.of();
    }
}
