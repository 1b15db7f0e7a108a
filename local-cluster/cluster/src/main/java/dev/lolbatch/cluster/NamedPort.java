package dev.lolbatch.cluster;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A port of 127.0.0.1 that a process is about to listen on.
 *
 * @param owner who wants it, as people call it
 * @param port the TCP port
 * @param variable the environment variable that moves it
 */
public record NamedPort(String owner, int port, String variable) {
    /**
     * Fails when one of the ports is taken.
     *
     * @throws ClusterException naming every such port and how to move it
     */
    public static void requireFree(Collection<NamedPort> ports) {
        String taken = ports.stream()
                .filter(port -> !LoopbackPorts.isFree(port.port))
                .map(NamedPort::complaint)
                .collect(Collectors.joining("\n"));
        if (!taken.isEmpty()) {
            throw new ClusterException(taken);
        }
    }

    private String complaint() {
        return "Cannot start %s: port %d of 127.0.0.1 is in use; stop what listens there, or move it with %s=<port>"
                .formatted(owner, port, variable);
    }
}
