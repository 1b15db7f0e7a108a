package dev.lolbatch.ingest.catalog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a service and its catalog on PostgreSQL, counts the statements that commit to the table, and lets a fault
 * happen to those that a plan names. The driver must send the text of every statement: {@code prepareThreshold=0}.
 */
public final class CatalogProxy implements AutoCloseable {
    private static final String COMMIT = "UPDATE iceberg_tables";

    private final InetSocketAddress server;
    private final Map<Integer, Fault> plan;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(CatalogProxy::daemon);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commits = new AtomicInteger();
    private final Queue<Fault> happened = new ConcurrentLinkedQueue<>();

    /** What happens to a commit. */
    public enum Fault {
        /** The server gets it, and the connection ends before its reply is through. */
        REPLY_CUT,
        /** The connection ends before the server gets it. */
        REQUEST_CUT,
        /** The server gets it, and nothing comes through any more, nor does the connection end. */
        REPLY_SWALLOWED
    }

    private CatalogProxy(InetSocketAddress server, Map<Integer, Fault> plan, ServerSocket listening) {
        this.server = server;
        this.plan = Map.copyOf(plan);
        this.listening = listening;
    }

    /**
     * Listens on a free port.
     *
     * @param plan by the number of the commit, from 1; a repeated commit counts anew
     */
    public static CatalogProxy start(int serverPort, Map<Integer, Fault> plan) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        CatalogProxy proxy =
                new CatalogProxy(new InetSocketAddress(loopback, serverPort), plan, new ServerSocket(0, 50, loopback));
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Commits that were seen. */
    public int commits() {
        return commits.get();
    }

    /** The faults that happened, in their order. */
    public Queue<Fault> happened() {
        return happened;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                Socket upstream = new Socket();
                sockets.add(upstream);
                try {
                    upstream.connect(server);
                } catch (IOException e) {
                    // The server is away, and so are we.
                    end(client, upstream);
                    continue;
                }
                Connection connection = new Connection(client, upstream);
                threads.execute(connection::forwardRequests);
                threads.execute(connection::forwardReplies);
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException("Cannot accept a connection to the catalog", e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void end(Socket client, Socket upstream) {
        for (Socket socket : new Socket[] {client, upstream}) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close a connection to the catalog", e);
            }
            sockets.remove(socket);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "catalog-proxy");
        thread.setDaemon(true);
        return thread;
    }

    private final class Connection {
        private final Socket client;
        private final Socket upstream;
        /** Of the commit that is being answered; null when none of the plan's is. */
        private volatile Fault fault;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void forwardRequests() {
            byte[] buffer = new byte[1 << 16];
            try (client;
                    upstream) {
                InputStream from = client.getInputStream();
                OutputStream to = upstream.getOutputStream();
                for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                    if (new String(buffer, 0, length, ISO_8859_1).contains(COMMIT)) {
                        fault = plan.get(commits.incrementAndGet());
                        if (fault == Fault.REQUEST_CUT) {
                            happened.add(fault);
                            return;
                        }
                    }
                    to.write(buffer, 0, length);
                    to.flush();
                }
            } catch (IOException e) {
                // One side has ended the connection; so do we.
                return;
            }
        }

        void forwardReplies() {
            byte[] buffer = new byte[1 << 16];
            boolean swallowing = false;
            try (client;
                    upstream) {
                InputStream from = upstream.getInputStream();
                OutputStream to = client.getOutputStream();
                for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                    if (fault != null && !swallowing) {
                        happened.add(fault);
                        if (fault == Fault.REPLY_CUT) {
                            return;
                        }
                        swallowing = true;
                    }
                    if (!swallowing) {
                        to.write(buffer, 0, length);
                        to.flush();
                    }
                }
            } catch (IOException e) {
                // One side has ended the connection; so do we.
                return;
            }
        }
    }
}
