package dev.lolbatch.orchestrator.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asks for.
 *
 * @param dates ascending, at least one
 * @param words the request as it was made, equal for equal requests
 * @param key by which it can be told to be the same as before
 */
public record RunRequest(List<LocalDate> dates, Origin origin, String words, Optional<String> key) {
    public RunRequest {
        dates = List.copyOf(dates);
    }
}
