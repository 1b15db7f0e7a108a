package dev.lolbatch.cli;

import dev.lolbatch.generator.GeneratorSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Runs the whole stack, sends matches through it, and shows what comes out.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration BATCH_AGE = Duration.ofSeconds(5);

    @Spec
    private CommandSpec command;

    @Mixin
    private LoadOptions load;

    @Option(names = "--once", description = "Stop everything at the end, instead of at Ctrl-C.")
    private boolean once;

    @Override
    public Integer call() {
        StackSettings settings = StackSettings.of(System.getenv());
        GeneratorSettings matches = load.settings(Clock.systemUTC());
        PrintWriter out = command.commandLine().getOut();
        Progress progress = Progress.on(out);
        Optional<StackState> running = settings.stackFile().running();
        if (running.isPresent()) {
            progress.tell("using the stack that runs already, pid "
                    + running.get().requireReady().keeper().pid());
            new Demo(settings, out, progress, () -> {}).run(matches);
            return 0;
        }
        try (Stack stack = Stack.start(settings, BATCH_AGE, progress)) {
            new Demo(settings, out, progress, stack::requireAlive).run(matches);
            if (!once) {
                out.println("Everything stays up until Ctrl-C.");
                out.flush();
                stack.awaitEnd();
            }
            return 0;
        }
    }
}
