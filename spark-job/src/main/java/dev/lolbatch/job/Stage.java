package dev.lolbatch.job;

import java.util.Locale;

/** What a run is doing, in order for each date; {@code job_runs.stage} shows it. */
enum Stage {
    STARTING("prepare the run"),
    READING("read the lake"),
    WRITING_PARTICIPANTS("compute and write the participants"),
    WRITING_VIEWS("publish the views"),
    DONE("end the run");

    private final String action;

    Stage(String action) {
        this.action = action;
    }

    /** As it is recorded and logged: {@code writing_views}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What cannot be done when it fails. */
    String action() {
        return action;
    }
}
