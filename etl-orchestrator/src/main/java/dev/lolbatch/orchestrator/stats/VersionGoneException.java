package dev.lolbatch.orchestrator.stats;

/** A version of a view was replaced while it was read, and some of it may be deleted: the reading is to start over. */
final class VersionGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VersionGoneException(String view, String version) {
        super("Version " + version + " of view " + view + " was replaced while it was read");
    }
}
