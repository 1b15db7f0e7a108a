package dev.lolbatch.ingest.upkeep;

import java.util.Optional;

/** A {@link CompactionScope} as a request has it; every part may be absent. */
record CompactionRequest(Optional<String> from, Optional<String> to, Optional<Integer> minFiles) {
    private static final int DEFAULT_MIN_FILES = 5;

    /** @throws UpkeepException when it makes no sense */
    CompactionScope scope() {
        return new CompactionScope(DateRange.of(from, to), minFiles.orElse(DEFAULT_MIN_FILES));
    }
}
