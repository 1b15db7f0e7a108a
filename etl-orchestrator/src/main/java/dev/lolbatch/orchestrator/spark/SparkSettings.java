package dev.lolbatch.orchestrator.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * With what and how the job is started.
 *
 * @param home folder of a Spark 3.5 distribution for Scala 2.13
 * @param jobJar jar of spark-job
 * @param propertiesFile further defaults, in the format of spark-defaults.conf
 * @param conf Spark configuration of the job; may hold secrets
 * @param logDir folder for what the jobs print, created when it is absent
 */
public record SparkSettings(
        Path home,
        JobJar jobJar,
        SparkMaster master,
        DeployMode deployMode,
        Resources resources,
        Optional<Path> propertiesFile,
        Map<String, String> conf,
        Path logDir) {
    public SparkSettings {
        conf = Map.copyOf(conf);
        if (deployMode == DeployMode.CLUSTER && master.remoteDriver().isEmpty()) {
            throw new IllegalArgumentException("Cannot use etl.spark.deploy-mode=cluster with etl.spark.master="
                    + master.url()
                    + ": there is no cluster for the driver to run on, and Spark would refuse every job; "
                    + "set it to client or name a cluster's master");
        }
        if (deployMode == DeployMode.CLUSTER
                && master instanceof StandaloneMaster
                && jobJar instanceof JobJar.Remote remote
                && remote.isOnTheDriversDisk()) {
            throw new IllegalArgumentException("Cannot use etl.spark.job-jar=" + remote.uri()
                    + " in cluster mode on " + master.url()
                    + ": its workers do not know local:, and every driver would "
                    + "fail; write the path that the jar has on each worker, or an address such as hdfs://");
        }
        // Throws when the master cannot give them.
        master.executors(resources);
    }

    /** What the job is configured with; {@code etl.spark.conf} wins over the resources' own keys. */
    Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>(resources.conf());
        entries.putAll(master.executors(resources));
        entries.putAll(conf);
        return entries;
    }

    /** How the job's driver is dealt with on the cluster; empty when it runs here. */
    Optional<RemoteDriver> remoteDriver() {
        return deployMode == DeployMode.CLUSTER ? master.remoteDriver() : Optional.empty();
    }

    /** The files with defaults, whether they exist or not; what is in a later one wins. */
    List<Path> defaults() {
        Path ofHome = home.resolve("conf").resolve("spark-defaults.conf");
        return propertiesFile.map(file -> List.of(ofHome, file)).orElseGet(() -> List.of(ofHome));
    }

    /** What keeps jobs from starting, in words; empty when nothing does. */
    public Optional<String> fault() {
        if (!Files.isExecutable(submit())) {
            return Optional.of("Cannot start jobs: " + submit()
                    + " is no executable file; set etl.spark.home to the folder" + " of a Spark distribution");
        }
        return propertiesFile
                .filter(file -> !Files.isReadable(file))
                .map(file -> "Cannot start jobs: " + file
                        + " is no readable file; correct etl.spark.properties-file or leave it out")
                .or(jobJar::fault);
    }

    /** What can be right and often is not, in words: a driver or an executor elsewhere may not find what is here. */
    public List<String> cautions() {
        return new Reach(this).cautions();
    }

    private Path submit() {
        return home.resolve("bin").resolve("spark-submit");
    }

    /** Leaves out the configuration's values: they may hold a password. */
    @Override
    public String toString() {
        return "SparkSettings[home=" + home + ", jobJar=" + jobJar + ", master=" + master + ", deployMode=" + deployMode
                + ", resources=" + resources + ", propertiesFile=" + propertiesFile + ", conf=" + conf.keySet()
                + ", logDir=" + logDir + "]";
    }
}
