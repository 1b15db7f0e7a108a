package dev.lolbatch.cli.deployment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people are told to type next, for the lolbatch that they mean now.
 *
 * @param typed options that they have typed to say which it is, as words of a shell
 * @param orchestrator its URL; empty for that of this machine
 */
public record NextCommand(List<String> typed, Optional<String> orchestrator) {
    public NextCommand {
        typed = List.copyOf(typed);
    }

    /** One that takes the same options. */
    public String alike(String command) {
        return "./lolbatch " + command + typed.stream().map(word -> " " + word).collect(Collectors.joining());
    }

    /** One that asks the orchestrator. */
    public String ofOrchestrator(String command) {
        return "./lolbatch " + command
                + orchestrator.map(url -> " --url " + url).orElse("");
    }
}
