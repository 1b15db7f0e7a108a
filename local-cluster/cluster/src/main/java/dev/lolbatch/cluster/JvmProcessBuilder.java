package dev.lolbatch.cluster;

import dev.lolbatch.cluster.guard.Guard;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a {@link JvmProcess} is started with. */
public final class JvmProcessBuilder {
    // exec keeps the pid; what the shell ignores, the JVM leaves ignored.
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$@\"";

    private final String name;
    private final String mainClass;
    private final List<Path> classpath;
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path workingDir = Path.of("").toAbsolutePath();

    JvmProcessBuilder(String name, String mainClass, List<Path> classpath) {
        this.name = name;
        this.mainClass = mainClass;
        this.classpath = classpath;
        // One malloc arena per core and thread adds a hundred MiB to each server for nothing.
        environment.put("MALLOC_ARENA_MAX", "2");
    }

    /** Adds options of the JVM, such as {@code -Xmx256m}. */
    public JvmProcessBuilder jvmOptions(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    /** Adds a system property. */
    public JvmProcessBuilder systemProperty(String key, String value) {
        jvmOptions.add("-D" + key + "=" + value);
        return this;
    }

    /** Adds a variable to the environment that is inherited from this JVM. */
    public JvmProcessBuilder environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /** Adds arguments of the main class. */
    public JvmProcessBuilder arguments(String... values) {
        arguments.addAll(List.of(values));
        return this;
    }

    /** The folder it runs in; this JVM's when not called. */
    public JvmProcessBuilder workingDir(Path folder) {
        workingDir = folder;
        return this;
    }

    /**
     * Starts it, and returns at once.
     *
     * @param logDir the folder for its log {@code <name>.log}; made when absent
     * @throws ClusterException when it cannot be started
     */
    public JvmProcess start(Path logDir) {
        ProcessBuilder command = new ProcessBuilder(command()).directory(workingDir.toFile());
        command.environment().putAll(environment);
        return JvmProcess.start(name, command, new ProcessLog(logDir.resolve(name + ".log")));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DEAF_TO_THE_TERMINAL, "sh", java()));
        command.addAll(jvmOptions);
        String path = Stream.concat(Stream.of(guardJar()), classpath.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", path, Guard.class.getName(), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The guard's jar; it can be an agent as well. */
    public static Path guardJar() {
        try {
            return Path.of(Guard.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot locate the guard's jar: " + e.getMessage(), e);
        }
    }
}
