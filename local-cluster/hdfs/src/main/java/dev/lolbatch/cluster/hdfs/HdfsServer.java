package dev.lolbatch.cluster.hdfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/** Runs a NameNode and a DataNode in one JVM, on the loopback address only. */
public final class HdfsServer {
    private static final String LOOPBACK = "127.0.0.1";

    private HdfsServer() {}

    /**
     * Runs both nodes until this JVM is told to end.
     *
     * @param args data folder (formatted when new), port of the NameNode, port of its web UI
     */
    public static void main(String[] args) {
        try {
            run(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
            // Threads of the half that did start would keep this JVM alive.
            System.exit(1);
        }
    }

    private static void run(Path folder, int port, int webPort) throws IOException, InterruptedException {
        Configuration settings = settings(folder, port, webPort);
        // Both nodes register metrics of the same names; without this the second registration fails.
        DefaultMetricsSystem.setMiniClusterMode(true);
        if (Files.notExists(folder.resolve("name/current/VERSION"))) {
            NameNode.format(settings);
        }
        NameNode nameNode = NameNode.createNameNode(new String[0], settings);
        DataNode.createDataNode(new String[0], settings);
        // No shutdown hook: the edit log and the blocks are on disk, and stopping a DataNode inside a hook hangs.
        nameNode.join();
    }

    private static Configuration settings(Path folder, int port, int webPort) {
        Configuration settings = new Configuration();
        settings.set("fs.defaultFS", "hdfs://" + LOOPBACK + ":" + port);
        settings.set("dfs.namenode.name.dir", folder.resolve("name").toUri().toString());
        settings.set("dfs.namenode.rpc-bind-host", LOOPBACK);
        settings.set("dfs.namenode.http-address", LOOPBACK + ":" + webPort);
        settings.setInt("dfs.namenode.safemode.extension", 0);
        settings.setInt("dfs.namenode.safemode.min.datanodes", 1);
        settings.setBoolean("dfs.namenode.datanode.registration.ip-hostname-check", false);
        // One user's machine: a job may run as any user name.
        settings.setBoolean("dfs.permissions.enabled", false);
        settings.set("hadoop.http.staticuser.user", System.getProperty("user.name"));

        // Unlike the NameNode, the DataNode does not decode a URI: a space would become a folder named "%20".
        settings.set("dfs.datanode.data.dir", folder.resolve("data").toString());
        settings.set("dfs.datanode.hostname", LOOPBACK);
        settings.set("dfs.datanode.address", LOOPBACK + ":0");
        settings.set("dfs.datanode.ipc.address", LOOPBACK + ":0");
        settings.set("dfs.datanode.http.address", LOOPBACK + ":0");
        settings.setInt("dfs.heartbeat.interval", 1);
        settings.setInt("dfs.replication", 1);
        return settings;
    }
}
