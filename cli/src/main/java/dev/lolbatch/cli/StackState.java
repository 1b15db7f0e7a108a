package dev.lolbatch.cli;

import dev.lolbatch.cluster.JvmProcess;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a running stack tells other commands about itself.
 *
 * @param keeper the process that all others end with
 * @param ready whether everything does its work
 * @param members empty until then
 */
record StackState(Pid keeper, boolean ready, List<Member> members) {
    /**
     * A process that a later one with the same number is not taken for.
     *
     * @param startedAt absent where the system does not tell
     */
    record Pid(long pid, Optional<Instant> startedAt) {
        static Pid of(ProcessHandle process) {
            return new Pid(process.pid(), process.info().startInstant());
        }

        /** The process, when it still runs. */
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().startInstant().equals(startedAt));
        }
    }

    /**
     * A server or service.
     *
     * @param address what its clients are told
     * @param log the file that takes what it prints
     */
    record Member(String name, Pid process, String address, String log) {
        static Member of(JvmProcess process, StackSettings settings) {
            Pid pid = Pid.of(ProcessHandle.of(process.pid()).orElseThrow());
            return new Member(
                    process.name(),
                    pid,
                    address(process.name(), settings),
                    process.log().toString());
        }

        private static String address(String name, StackSettings settings) {
            return switch (name) {
                case "kafka" -> settings.kafkaBootstrap();
                case "hdfs" -> settings.hdfs().toString();
                case "cassandra" -> settings.cassandraContactPoint();
                case "ingest-service" -> settings.ingest().toString();
                default -> settings.orchestrator().toString();
            };
        }
    }

    static StackState starting() {
        return new StackState(Pid.of(ProcessHandle.current()), false, List.of());
    }

    static StackState ready(List<Member> members) {
        return new StackState(Pid.of(ProcessHandle.current()), true, List.copyOf(members));
    }

    /** @throws CommandException when the stack is still starting */
    StackState requireReady() {
        if (!ready) {
            throw CommandException.failed(
                    "Cannot go on: the stack is just being started by process %d; wait for it, or end it with ./lolbatch down"
                            .formatted(keeper.pid()));
        }
        return this;
    }
}
