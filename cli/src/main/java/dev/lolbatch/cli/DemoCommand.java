package dev.lolbatch.cli;

import dev.lolbatch.generator.GeneratorSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "demo", description = "Runs the whole stack, sends matches through it, and shows what comes out.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration BATCH_AGE = Duration.ofSeconds(5);

    private final Supplier<StackSettings> configured;
    private final Clock clock;

    @Spec
    private CommandSpec command;

    @Mixin
    private LoadOptions load;

    @Option(names = "--once", description = "Stop everything at the end, instead of at Ctrl-C.")
    private boolean once;

    DemoCommand(Supplier<StackSettings> configured, Clock clock) {
        this.configured = configured;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        StackSettings settings = configured.get();
        GeneratorSettings matches = load.settings(clock);
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
            run(new Demo(settings, out, progress, stack::requireAlive), matches, stack);
            if (!once) {
                out.println("Everything stays up until Ctrl-C.");
                out.flush();
                stack.awaitEnd();
            }
            return 0;
        }
    }

    private static void run(Demo demo, GeneratorSettings matches, Stack stack) {
        try {
            demo.run(matches);
        } catch (CommandException e) {
            // After Ctrl-C everything that the demo asks goes away under it, which is no failure.
            if (!stack.isClosing()) {
                throw e;
            }
        }
    }
}
