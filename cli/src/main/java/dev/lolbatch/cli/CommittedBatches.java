package dev.lolbatch.cli;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/** How many batches an ingest-service has committed since its start, as its metrics say. */
final class CommittedBatches {
    private static final String METRIC = "ingest_batches_total ";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RestApi service;

    CommittedBatches(URI address) {
        this.service = new RestApi("ingest-service", address, "--ingest-url", PATIENCE);
    }

    /** Empty while it does not answer, as at its start and its end. */
    OptionalLong count() {
        try {
            return service.answer(service.get("/q/metrics"))
                    .text()
                    .lines()
                    .filter(line -> line.startsWith(METRIC))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(METRIC.length())))
                    .findFirst();
        } catch (CommandException e) {
            if (e.exitCode() == CommandException.UNREACHABLE) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }
}
