package dev.lolbatch.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Looks for and at TCP ports of 127.0.0.1. */
public final class LoopbackPorts {
    // Below the ephemeral ports of Linux and macOS, which any outgoing connection may take before a server binds it.
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private LoopbackPorts() {}

    /**
     * Different ports that nobody listens on now.
     *
     * @throws ClusterException when there are none
     */
    public static List<Integer> free(int count) {
        Random random = new Random();
        List<Integer> ports = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS && ports.size() < count; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (!ports.contains(port) && isFree(port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new ClusterException("Cannot find %d free ports of 127.0.0.1 between %d and %d: all tried are in use"
                    .formatted(count, LOWEST, HIGHEST));
        }
        return List.copyOf(ports);
    }

    /** Whether a server could listen on this port now. */
    public static boolean isFree(int port) {
        // On macOS a port of 127.0.0.1 can be bound while another process has it on all addresses: so both.
        return !answers(port) && canBind(port);
    }

    /** Whether somebody accepts connections on this port. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
