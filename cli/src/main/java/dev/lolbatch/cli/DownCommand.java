package dev.lolbatch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "down",
        description = "Ends the stack; what it stores stays.",
        footer = {"", "Examples:", "  ./lolbatch down"})
final class DownCommand implements Callable<Integer> {
    private static final long LIMIT_SECONDS = 90;

    private final Supplier<StackSettings> configured;

    @Mixin
    private final Output output;

    DownCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.configured = configured;
        this.output = new Output(terminal);
    }

    /** In JSON. */
    record Ended(boolean wasRunning, Path dataDir) {}

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        StackSettings settings = configured.get();
        Optional<StackState> running = settings.stackFile().running();
        if (running.isPresent()) {
            end(running.get(), settings);
        }
        if (output.isJson()) {
            output.printJson(new Ended(running.isPresent(), settings.dataDir()));
        } else {
            output.print(
                    running.isEmpty() ? "Nothing runs." : "It is down. Its data is in " + settings.dataDir() + ".");
        }
        return 0;
    }

    private static void end(StackState state, StackSettings settings) throws InterruptedException, ExecutionException {
        List<ProcessHandle> all = new ArrayList<>();
        Stream.concat(Stream.of(state.keeper()), state.members().stream().map(StackState.Member::process))
                .forEach(pid -> pid.process().ifPresent(all::add));
        CompletableFuture<?> ended =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        // The others end with it, in their order.
        state.keeper().process().ifPresent(ProcessHandle::destroy);
        try {
            ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw CommandException.failed(
                    "Cannot end the stack: after %d s these processes still run: %s; see %s, and end them with kill -9"
                            .formatted(
                                    LIMIT_SECONDS,
                                    all.stream()
                                            .filter(ProcessHandle::isAlive)
                                            .map(ProcessHandle::pid)
                                            .toList(),
                                    settings.logDir()),
                    e);
        }
    }
}
