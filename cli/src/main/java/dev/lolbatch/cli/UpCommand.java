package dev.lolbatch.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        description = "Starts the whole stack in the background and returns when it is ready.",
        footer = {"", "Examples:", "  ./lolbatch up", "  LOLBATCH_ORCHESTRATOR_PORT=18080 ./lolbatch up"})
final class UpCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;

    private final Supplier<StackSettings> configured;

    @Mixin
    private final Output output;

    UpCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.configured = configured;
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackSettings settings = configured.get();
        Optional<StackState> running = settings.stackFile().running();
        if (running.isPresent()) {
            StackState ready = running.get().requireReady();
            conclude("It runs already, pid " + ready.keeper().pid() + ".", ready);
            return 0;
        }
        start(settings);
        conclude(
                "It is up. ./lolbatch status shows it, ./lolbatch down ends it.",
                settings.stackFile()
                        .running()
                        .orElseThrow(() -> CommandException.failed(
                                "Cannot go on: the stack was just ended; its log is " + settings.logDir())));
        return 0;
    }

    private void conclude(String words, StackState state) {
        if (output.isJson()) {
            output.printJson(state);
        } else {
            output.print(words);
        }
    }

    private void start(StackSettings settings) throws IOException, InterruptedException {
        Keeper keeper = Keeper.start(settings);
        // Ctrl-C while it starts: who waits for it is gone, so it goes too.
        OnInterrupt abandon = OnInterrupt.run("abandon-keeper", keeper::end);
        try (TailReader log = TailReader.ofAll(keeper.log())) {
            while (!isReady(settings)) {
                log.newLines().forEach(output::tell);
                if (keeper.hasEnded()) {
                    log.newLines().forEach(output::tell);
                    throw CommandException.failed("Cannot start the stack: see above, and " + keeper.log());
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            log.newLines().forEach(output::tell);
        } finally {
            abandon.cancel();
        }
    }

    private static boolean isReady(StackSettings settings) {
        return settings.stackFile().running().filter(StackState::ready).isPresent();
    }
}
