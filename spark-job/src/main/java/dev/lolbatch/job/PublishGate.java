package dev.lolbatch.job;

import java.util.function.BooleanSupplier;

/** Stands between a run and what readers see: a run that was stopped, or that has lost its date, must not get through. */
interface PublishGate {
    /**
     * Does the move, unless the run was stopped; it cannot be stopped meanwhile.
     *
     * @return what the move returns
     * @throws JobFailure when the run was stopped
     */
    boolean pass(BooleanSupplier move);

    /**
     * Returns while the run may publish a date.
     *
     * @param view the date
     * @throws FencedException when another run has taken the date over
     */
    void requireUnfenced(String view);
}
