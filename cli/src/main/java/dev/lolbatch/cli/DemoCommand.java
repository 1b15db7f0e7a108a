package dev.lolbatch.cli;

import dev.lolbatch.generator.GeneratorSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Runs the whole stack, sends matches through it, and shows what comes out.",
        footer = {"", "Examples:", "  ./lolbatch demo", "  ./lolbatch demo --once --matches 200 --days 1"})
final class DemoCommand implements Callable<Integer> {
    private static final Duration BATCH_AGE = Duration.ofSeconds(5);

    private final Supplier<StackSettings> configured;
    private final Clock clock;

    @Mixin
    private final Output output;

    @Mixin
    private LoadOptions load;

    @Option(names = "--once", description = "Stop everything at the end, instead of at Ctrl-C.")
    private boolean once;

    DemoCommand(Supplier<StackSettings> configured, Clock clock, Terminal terminal) {
        this.configured = configured;
        this.clock = clock;
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        StackSettings settings = configured.get();
        GeneratorSettings matches = load.settings(clock);
        Progress progress = output.progress();
        Optional<StackState> running = settings.stackFile().running();
        if (running.isPresent()) {
            progress.tell("using the stack that runs already, pid "
                    + running.get().requireReady().keeper().pid());
            new Demo(settings, output, progress, () -> {}).run(matches);
            return 0;
        }
        try (Stack stack = Stack.start(settings, BATCH_AGE, progress)) {
            run(new Demo(settings, output, progress, stack::requireAlive), matches, stack);
            if (!once) {
                output.tell("Everything stays up until Ctrl-C.");
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
