package dev.lolbatch.cli;

import dev.lolbatch.generator.Rate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = "Generates matches and sends them to the topic of this machine's stack.",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch generate",
            "  ./lolbatch generate --matches 2000 --days 7 --seed 42",
            "  ./lolbatch generate --matches 100 --rate 50 --json"
        })
final class GenerateCommand implements Callable<Integer> {
    private final Supplier<StackSettings> configured;
    private final Clock clock;

    @Spec
    private CommandSpec command;

    @Mixin
    private final Output output;

    @Mixin
    private LoadOptions load;

    @Option(names = "--rate", paramLabel = "R", description = "Messages per second; as fast as can be when absent.")
    private Optional<Double> rate;

    GenerateCommand(Supplier<StackSettings> configured, Clock clock, Terminal terminal) {
        this.configured = configured;
        this.clock = clock;
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Progress progress = output.progress();
        Load sent = Load.send(configured.get(), load.settings(clock), rate(), progress);
        progress.end();
        if (output.isJson()) {
            output.printJson(sent);
        } else {
            output.print(sent.description());
        }
        return 0;
    }

    private Rate rate() {
        try {
            return rate.map(Rate::perSecond).orElseGet(Rate::unlimited);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
