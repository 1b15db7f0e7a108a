package dev.lolbatch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A NameNode and a DataNode in one JVM. They are ready when the DataNode is registered and the NameNode lets write.
 *
 * @param dataDir their own folder
 */
record HdfsLauncher(ProjectHome home, Path dataDir, int port, int webPort) implements Launcher {
    private static final int TIMEOUT_MILLIS = 5_000;

    @Override
    public JvmProcessBuilder prepare() throws IOException {
        Files.createDirectories(dataDir);
        return JvmProcess.mainClass("hdfs", "dev.lolbatch.cluster.hdfs.HdfsServer", home.classpath(Server.HDFS))
                .jvmOptions("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                // WebHDFS, and with it the web UI's file browser, binds its answers by a JAXB from before modules.
                .jvmOptions("--add-opens=java.base/java.lang=ALL-UNNAMED")
                .arguments(dataDir.toString(), Integer.toString(port), Integer.toString(webPort));
    }

    @Override
    public boolean isReady() throws IOException {
        if (!LoopbackPorts.answers(webPort)) {
            return false;
        }
        String state = state();
        return state.contains("\"FSState\" : \"Operational\"") && state.contains("\"NumLiveDataNodes\" : 1");
    }

    URI web() {
        return URI.create("http://127.0.0.1:" + webPort);
    }

    private String state() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) web().resolve("/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState")
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
