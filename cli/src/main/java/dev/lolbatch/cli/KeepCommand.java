package dev.lolbatch.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code up} leaves running: the process that all others end with. */
@Command(name = "keep", hidden = true, description = "Runs the stack until it is told to end.")
final class KeepCommand implements Callable<Integer> {
    private static final Duration BATCH_AGE = Duration.ofSeconds(60);

    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    KeepCommand(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    @Override
    public Integer call() {
        Progress progress = Progress.on(command.commandLine().getOut(), Terminal.STREAM);
        try (Stack stack = Stack.start(configured.get(), BATCH_AGE, progress)) {
            stack.awaitEnd();
            return 0;
        }
    }
}
