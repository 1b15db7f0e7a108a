package dev.lolbatch.orchestrator.run;

/**
 * The public account of what happened to runs. Every change of a run's state gets into it, once and in order, whoever
 * dies when. Both methods throw {@code OrchestratorException} with {@code STORE_UNAVAILABLE}.
 */
public interface RunJournal {
    /** How many of the run's changes are surely in it. */
    int told(RunId id);

    /**
     * Takes up one change of a run, unless it is there.
     *
     * @param index of it in {@link Run#changes()}; all before it are there
     */
    void append(Run run, int index);
}
