package dev.lolbatch.cluster.guard;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A process that starts a guarded child, says its pid, and stays. */
public final class Starter {
    private Starter() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-D" + Guard.GRACE_PROPERTY + "=" + System.getProperty(Guard.GRACE_PROPERTY),
                                Guard.class.getName()),
                        Stream.of(args))
                .toList();
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        System.out.println(child.pid());
        child.waitFor();
    }
}
