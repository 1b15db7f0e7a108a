package dev.lolbatch.cli;

import dev.lolbatch.cluster.LoopbackPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Shows each process of the stack, and whether it does its work.")
final class StatusCommand implements Callable<Integer> {
    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    StatusCommand(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    @Override
    public Integer call() {
        StackSettings settings = configured.get();
        PrintWriter out = command.commandLine().getOut();
        Optional<StackState> running = settings.stackFile().running();
        if (running.isEmpty()) {
            out.println("Nothing runs; ./lolbatch up starts it.");
            return CommandException.UNREACHABLE;
        }
        StackState state = running.get().requireReady();
        TextTable table = new TextTable("NAME", "PID", "RSS MIB", "HEALTH", "ADDRESS");
        table.row("keeper", state.keeper().pid(), rss(state.keeper()), "up", "");
        boolean allWell = true;
        for (StackState.Member member : state.members()) {
            Health health = health(member);
            allWell &= health == Health.READY || health == Health.UP;
            table.row(member.name(), member.process().pid(), rss(member.process()), health.word(), member.address());
        }
        out.println(table.text());
        return allWell ? 0 : CommandException.FAILED;
    }

    private enum Health {
        /** A service that says so itself. */
        READY("ready"),
        /** A server that accepts connections. */
        UP("up"),
        NOT_READY("not ready"),
        DOWN("down");

        private final String word;

        Health(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static Health health(StackState.Member member) {
        if (member.process().process().isEmpty()) {
            return Health.DOWN;
        }
        if (!member.address().startsWith("http://")) {
            int port =
                    Integer.parseInt(member.address().substring(member.address().lastIndexOf(':') + 1));
            return LoopbackPorts.answers(port) ? Health.UP : Health.DOWN;
        }
        try {
            return HttpHealth.of(URI.create(member.address())).passes() ? Health.READY : Health.NOT_READY;
        } catch (IOException unanswered) {
            return Health.DOWN;
        }
    }

    private static String rss(StackState.Pid pid) {
        return ResidentMemory.mebibytes(pid.pid()).map(Object::toString).orElse("?");
    }
}
