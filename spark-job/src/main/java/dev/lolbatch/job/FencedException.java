package dev.lolbatch.job;

/** Another run has taken over what this one was about to write; it must write no more. */
final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what such as "write date 2026-01-13" */
    FencedException(String what, String byRun) {
        super("Cannot " + what + ": run " + byRun
                + " has taken it over; look at that run, and start a new one if wanted");
    }
}
