package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;

/** What gives a job its machines; one record a kind. */
public sealed interface SparkMaster permits LocalMaster, StandaloneMaster, YarnMaster, KubernetesMaster {
    /** As {@code spark-submit --master} takes it. */
    String url();

    /**
     * Spark configuration for the number of executors, which each kind words in its own way.
     *
     * @throws IllegalArgumentException when this kind cannot give them
     */
    Map<String, String> executors(Resources resources);

    /** How a driver on one of its machines is dealt with; empty where a driver can run here only. */
    Optional<RemoteDriver> remoteDriver();

    /** Throws IllegalArgumentException for a kind that is none of these. */
    static SparkMaster parse(String url) {
        if (url.isBlank()) {
            throw new IllegalArgumentException(
                    "Cannot use an empty etl.spark.master: Spark would refuse every job; write for example local[*]");
        }
        if (url.equals("local") || url.startsWith("local[")) {
            return new LocalMaster(url);
        }
        if (url.startsWith("spark://")) {
            return new StandaloneMaster(url);
        }
        if (url.equals("yarn")) {
            return new YarnMaster();
        }
        if (url.startsWith("k8s://")) {
            return new KubernetesMaster(url);
        }
        throw new IllegalArgumentException("Cannot use etl.spark.master=" + url
                + ": no job can be started on a master of this kind; write local[*], spark://host:port, yarn or "
                + "k8s://https://host:port");
    }
}
