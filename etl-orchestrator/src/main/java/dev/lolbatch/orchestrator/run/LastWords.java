package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.logs.StoredLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The last line of a log that says something: Spark goes on chatting at INFO after a job's last words. */
final class LastWords {
    private static final int LAST_LINES = 100;

    private LastWords() {}

    static Optional<String> of(StoredLog log) {
        Predicate<String> says = line -> !line.isBlank() && !line.contains(" INFO ") && !line.startsWith("\tat ");
        List<String> telling = log.tail(LAST_LINES).lines().filter(says).toList();
        return telling.isEmpty()
                ? Optional.empty()
                : Optional.of(telling.get(telling.size() - 1).strip());
    }
}
