package dev.lolbatch.orchestrator.spark;

import java.util.ArrayList;
import java.util.List;

/**
 * What is named by where it is on this machine, and is to be found by drivers and executors on others. It can be right: with a
 * shared file system, or when all of them are this machine.
 */
record Reach(SparkSettings settings) {
    private static final String CATALOG_URI = "spark.sql.catalog.lake.uri";
    private static final String WAREHOUSE = "spark.sql.catalog.lake.warehouse";
    private static final String CASSANDRA = "spark.cassandra.connection.host";

    List<String> cautions() {
        List<String> cautions = new ArrayList<>();
        if (settings.master().remoteDriver().isEmpty()) {
            ofLocal(cautions);
        } else {
            ofExecutors(cautions);
            if (settings.deployMode() == DeployMode.CLUSTER) {
                ofDriver(cautions);
            }
        }
        return List.copyOf(cautions);
    }

    private void ofLocal(List<String> cautions) {
        Resources resources = settings.resources();
        if (resources.executors().isPresent()
                || resources.executorCores().isPresent()
                || resources.executorMemory().isPresent()) {
            cautions.add(
                    "etl.spark.executor* change nothing on " + settings.master().url()
                            + ": the driver does all the work; set etl.spark.driver-memory, or name a cluster's master");
        }
    }

    private void ofExecutors(List<String> cautions) {
        String warehouse = entry(WAREHOUSE);
        if (warehouse.startsWith("file:") || warehouse.startsWith("/")) {
            cautions.add(
                    "The lake at " + warehouse + " is in this machine's files: executors on other machines find it on "
                            + "a shared file system only; name a lake.location such as hdfs://");
        }
        if (entry(CASSANDRA).contains("127.0.0.1") || entry(CASSANDRA).contains("localhost")) {
            cautions.add("Cassandra at " + entry(CASSANDRA) + " is this machine: jobs on other machines look for it on "
                    + "theirs; name it in quarkus.cassandra.contact-points as they see it");
        }
    }

    private void ofDriver(List<String> cautions) {
        if (entry(CATALOG_URI).startsWith("jdbc:sqlite:")) {
            cautions.add(
                    "The lake's catalog is a file of this machine: in cluster mode the driver finds it on a shared "
                            + "file system only; name a catalog that is a server, such as jdbc:postgresql:// in lake.catalog-uri");
        }
        if (settings.jobJar() instanceof JobJar.OnDisk jar) {
            if (settings.master() instanceof StandaloneMaster) {
                cautions.add("The job's jar " + jar.path() + " is a file of this machine: in cluster mode each worker "
                        + "looks for it at the same path; put it there, or on hdfs:// and the like");
            }
            if (settings.master() instanceof KubernetesMaster) {
                cautions.add("The job's jar " + jar.path() + " is a file of this machine: Spark uploads it only where "
                        + "spark.kubernetes.file.upload.path says to; name the one in the image, local:///…");
            }
        }
    }

    private String entry(String key) {
        return settings.conf().getOrDefault(key, "");
    }
}
