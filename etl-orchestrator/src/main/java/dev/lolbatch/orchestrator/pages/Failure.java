package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.http.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A problem as a page says it.
 *
 * @param retrySeconds after which the page tries again by itself; empty where that does not help
 * @param nearest names of champions that may be meant
 */
record Failure(int status, String title, String detail, Optional<String> retrySeconds, List<String> nearest) {
    static Failure of(Problem problem, Optional<String> retryAfter) {
        return new Failure(
                problem.status(),
                problem.title(),
                problem.detail(),
                retryAfter,
                problem.nearest().orElse(List.of()));
    }
}
