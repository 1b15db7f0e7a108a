package dev.lolbatch.cli;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which orchestrator is meant; the same for every command that talks to one. */
final class OrchestratorOptions {
    private final Supplier<StackSettings> configured;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:LOLBATCH_URL}",
            description = "Address of the orchestrator; that of this machine's stack when absent, or LOLBATCH_URL.")
    private Optional<URI> url;

    OrchestratorOptions(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    Orchestrator orchestrator() {
        url.ifPresent(address -> Addresses.requireHttp("--url", address, command));
        return new Orchestrator(url.orElseGet(() -> configured.get().orchestrator()));
    }

    /** A command for people to type next, for the same orchestrator. */
    String next(String command) {
        String again = "./lolbatch " + command;
        return isTyped() ? again + " --url " + url.orElseThrow() : again;
    }

    private boolean isTyped() {
        return command.commandLine().getParseResult().hasMatchedOption("--url");
    }
}
