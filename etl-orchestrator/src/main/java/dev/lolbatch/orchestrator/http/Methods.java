package dev.lolbatch.orchestrator.http;

import java.util.Optional;

/** What each path takes. The framework knows it, but tells a caller those of all paths of a class. */
final class Methods {
    private static final String READ_ONLY =
            "/|/(champions|positions|runs)/[^/]+|/(positions|runs|dates|health)|/q/openapi|/etl/(dates|events|runs/[^/]+/log)|/stats/(champions|positions)(/[^/]+)?"
                    + "|/matches/[^/]+/[^/]+|/participants|/features";

    private Methods() {}

    /** As in Allow; empty when there is no such path. */
    static Optional<String> of(String path) {
        String whole = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (whole.equals("/etl/runs")) {
            return Optional.of("GET, HEAD, OPTIONS, POST");
        }
        if (whole.matches("/etl/runs/[^/]+")) {
            return Optional.of("DELETE, GET, HEAD, OPTIONS");
        }
        return whole.matches(READ_ONLY) ? Optional.of("GET, HEAD, OPTIONS") : Optional.empty();
    }
}
