package dev.lolbatch.orchestrator.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What somebody asks for.
 *
 * @param dates ascending, at least one; asked for only when the key does not stand for a run, since what they are may have changed
 *     since that was made
 * @param words the request as it was made, equal for equal requests
 * @param key by which it can be told to be the same as before
 */
public record RunRequest(Supplier<List<LocalDate>> dates, Origin origin, String words, Optional<String> key) {}
