package dev.lolbatch.cli;

import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which run is meant. */
final class RunOption {
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Id of the run; the one that was requested last when absent.")
    private Optional<String> id;

    /** Its path. */
    String path(Orchestrator orchestrator) {
        return id.map(Orchestrator::path)
                .or(orchestrator::newestRun)
                .orElseThrow(() -> CommandException.failed(
                        "Cannot find a run: none was ever requested; request one with ./lolbatch etl run"));
    }
}
