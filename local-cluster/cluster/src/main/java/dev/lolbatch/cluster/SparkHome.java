package dev.lolbatch.cluster;

import java.nio.file.Path;

/** The Spark distribution that the build assembles from Maven artifacts. */
public final class SparkHome {
    private SparkHome() {}

    /**
     * What SparkLauncher calls the Spark home.
     *
     * @throws ClusterException when it has not been built
     */
    public static Path locate() {
        Path home = Path.of("local-cluster", "spark-home", "target", "spark-home");
        ProjectHome.locate().built(home.resolve("bin").resolve("spark-submit").toString());
        return ProjectHome.locate().built(home.toString());
    }
}
