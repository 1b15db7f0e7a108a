package dev.lolbatch.cli;

import dev.lolbatch.cluster.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Shows each process of this machine's stack, and whether it does its work.",
        footer = {"", "Examples:", "  ./lolbatch status", "  ./lolbatch status --json"})
final class StatusCommand implements Callable<Integer> {
    private final Supplier<StackSettings> configured;

    @Mixin
    private final Output output;

    StatusCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.configured = configured;
        this.output = new Output(terminal);
    }

    /** In JSON; nothing runs when there are no processes. */
    record Status(List<ProcessStatus> processes) {}

    /** @param rssMib empty when it has ended */
    record ProcessStatus(String name, long pid, Optional<Long> rssMib, String health, String address) {}

    @Override
    public Integer call() {
        Optional<StackState> running = configured.get().stackFile().running();
        if (running.isEmpty()) {
            if (output.isJson()) {
                output.printJson(new Status(List.of()));
            } else {
                output.print("Nothing runs; ./lolbatch up starts it.");
            }
            return CommandException.UNREACHABLE;
        }
        StackState state = running.get().requireReady();
        List<ProcessStatus> all = new ArrayList<>();
        all.add(status("keeper", state.keeper(), Health.UP, ""));
        state.members().forEach(one -> all.add(status(one.name(), one.process(), health(one), one.address())));
        if (output.isJson()) {
            output.printJson(new Status(all));
        } else {
            print(all);
        }
        return all.stream().allMatch(one -> Health.isWell(one.health())) ? 0 : CommandException.FAILED;
    }

    private static ProcessStatus status(String name, StackState.Pid pid, Health health, String address) {
        return new ProcessStatus(name, pid.pid(), ResidentMemory.mebibytes(pid.pid()), health.word(), address);
    }

    private void print(List<ProcessStatus> all) {
        TextTable table = new TextTable("NAME", "PID", "RSS MIB", "HEALTH", "ADDRESS");
        all.forEach(one -> table.row(
                one.name(),
                one.pid(),
                one.rssMib().map(Object::toString).orElse("?"),
                TextTable.Cell.ofState(one.health()),
                one.address()));
        output.print(table);
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

        static boolean isWell(String word) {
            return word.equals(READY.word) || word.equals(UP.word);
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
}
