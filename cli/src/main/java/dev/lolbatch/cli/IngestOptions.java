package dev.lolbatch.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which ingest-service is meant; the same for every command that talks to one. */
final class IngestOptions {
    private static final String NAME = "--ingest-url";

    private final Supplier<StackSettings> configured;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {NAME, "--url"},
            paramLabel = "URL",
            defaultValue = "${env:LOLBATCH_INGEST_URL}",
            description =
                    "Address of ingest-service; that of this machine's stack when absent, or LOLBATCH_INGEST_URL.")
    private Optional<URI> url;

    IngestOptions(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    /** @param patience how long it may say nothing */
    RestApi ingest(Duration patience) {
        url.ifPresent(address -> Addresses.requireHttp(NAME, address, command));
        return new RestApi(
                "ingest-service", url.orElseGet(() -> configured.get().ingest()), NAME, patience);
    }
}
