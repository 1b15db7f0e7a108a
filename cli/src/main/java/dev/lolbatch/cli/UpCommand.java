package dev.lolbatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "up", description = "Starts the whole stack in the background and returns when it is ready.")
final class UpCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;

    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    UpCommand(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackSettings settings = configured.get();
        PrintWriter out = command.commandLine().getOut();
        Optional<StackState> running = settings.stackFile().running();
        if (running.isPresent()) {
            out.println("It runs already, pid "
                    + running.get().requireReady().keeper().pid() + ".");
            return 0;
        }
        Keeper keeper = Keeper.start(settings);
        // Ctrl-C while it starts: who waits for it is gone, so it goes too.
        Thread abandon = new Thread(keeper::end, "abandon-keeper");
        Runtime.getRuntime().addShutdownHook(abandon);
        try (TailReader log = new TailReader(keeper.log())) {
            while (!isReady(settings)) {
                log.newText().ifPresent(text -> print(out, text));
                if (keeper.hasEnded()) {
                    log.newText().ifPresent(text -> print(out, text));
                    throw CommandException.failed("Cannot start the stack: see above, and " + keeper.log());
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            log.newText().ifPresent(text -> print(out, text));
        }
        Runtime.getRuntime().removeShutdownHook(abandon);
        out.println("It is up. ./lolbatch status shows it, ./lolbatch down ends it.");
        return 0;
    }

    private static boolean isReady(StackSettings settings) {
        return settings.stackFile().running().filter(StackState::ready).isPresent();
    }

    private static void print(PrintWriter out, String text) {
        out.print(text);
        out.flush();
    }
}
