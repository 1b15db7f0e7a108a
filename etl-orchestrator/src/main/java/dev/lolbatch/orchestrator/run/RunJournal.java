package dev.lolbatch.orchestrator.run;

/**
 * The public account of what happened to runs. Every change of a run's state gets into it, in order, whoever dies when; after a
 * crash perhaps twice. Both methods throw {@code OrchestratorException} with {@code STORE_UNAVAILABLE}.
 */
public interface RunJournal {
    /** How many of the run's changes are in it. */
    int told(RunId id);

    /**
     * Takes up one change of a run.
     *
     * @param index of it in {@link Run#changes()}; all before it are there
     */
    void append(Run run, int index);
}
