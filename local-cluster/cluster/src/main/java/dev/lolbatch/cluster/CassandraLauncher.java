package dev.lolbatch.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Cassandra node. It is ready when it answers the native protocol, which it does not before it has joined.
 *
 * @param dataDir the node's own folder
 */
record CassandraLauncher(ProjectHome home, Path dataDir, int port) implements Launcher {
    private static final int TIMEOUT_MILLIS = 2_000;
    // Version 4, no flags, stream 0, opcode OPTIONS, no body; the answer's opcode is SUPPORTED.
    private static final byte[] OPTIONS = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};
    private static final int SUPPORTED = 0x06;

    // What Cassandra 5.0 reaches into on Java 17.
    private static final Map<String, List<String>> EXPORTS = Map.of(
            "java.base", List.of("jdk.internal.misc", "java.lang.ref"),
            "java.management.rmi", List.of("com.sun.jmx.remote.internal.rmi"),
            "java.rmi", List.of("sun.rmi.registry", "sun.rmi.server"),
            "jdk.unsupported", List.of("sun.misc"),
            "jdk.compiler", List.of("com.sun.tools.javac.file"),
            "jdk.attach", List.of("sun.tools.attach"));
    private static final Map<String, List<String>> OPENS = Map.of(
            "java.base",
            List.of(
                    "java.lang",
                    "java.lang.module",
                    "java.lang.reflect",
                    "java.io",
                    "java.nio",
                    "java.util",
                    "jdk.internal.loader",
                    "jdk.internal.ref",
                    "jdk.internal.reflect",
                    "jdk.internal.math",
                    "jdk.internal.module",
                    "jdk.internal.util.jar",
                    "sun.nio.ch"),
            "jdk.management",
            List.of("com.sun.management.internal"),
            "jdk.compiler",
            List.of("com.sun.tools.javac"));

    @Override
    public JvmProcessBuilder prepare() throws IOException {
        Files.createDirectories(dataDir);
        Path conf = home.serverConf(Server.CASSANDRA);
        List<Path> classpath = home.dependencies(Server.CASSANDRA);
        // Nobody else talks to this one node, so the port between nodes need not stay the same.
        int internodePort = LoopbackPorts.free(1).get(0);
        return JvmProcess.mainClass("cassandra", "org.apache.cassandra.service.CassandraDaemon", classpath)
                .jvmOptions("-Xms128m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=128m", "-ea")
                // With both compilers, unlike its peers: once they are done, a row costs it nearly half as much.
                .jvmOptions("-javaagent:" + jamm(classpath))
                .jvmOptions(access("--add-exports", EXPORTS))
                .jvmOptions(access("--add-opens", OPENS))
                .systemProperty("jdk.attach.allowAttachSelf", "true")
                .systemProperty("io.netty.tryReflectionSetAccessible", "true")
                .systemProperty(
                        "logback.configurationFile", conf.resolve("logback.xml").toString())
                .systemProperty(
                        "cassandra.config",
                        conf.resolve("cassandra.yaml").toUri().toString())
                .systemProperty("cassandra.storagedir", dataDir.toString())
                .systemProperty("cassandra.logdir", dataDir.toString())
                .systemProperty("cassandra.skip_wait_for_gossip_to_settle", "0")
                .systemProperty("cassandra.ring_delay_ms", "1")
                .systemProperty("cassandra.shutdown_announce_in_ms", "0")
                .systemProperty("cassandra.config.allow_system_properties", "true")
                .systemProperty("cassandra.settings.native_transport_port", Integer.toString(port))
                .systemProperty("cassandra.settings.storage_port", Integer.toString(internodePort));
    }

    @Override
    public boolean isReady() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(OPTIONS);
            byte[] header = new byte[OPTIONS.length];
            new DataInputStream(socket.getInputStream()).readFully(header);
            return header[4] == SUPPORTED;
        }
    }

    private static Path jamm(List<Path> classpath) {
        return classpath.stream()
                .filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow(() -> new ClusterException(
                        "Cannot start cassandra: its class path has no jamm; build local-cluster/cassandra again"));
    }

    private static String[] access(String option, Map<String, List<String>> packages) {
        return packages.entrySet().stream()
                .flatMap(module -> module.getValue().stream()
                        .map(name -> "%s=%s/%s=ALL-UNNAMED".formatted(option, module.getKey(), name)))
                .toArray(String[]::new);
    }
}
