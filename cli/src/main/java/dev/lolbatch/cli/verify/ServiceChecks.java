package dev.lolbatch.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lolbatch.cli.deployment.Deployment;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.cli.verify.ServiceClient.Probe;
import dev.lolbatch.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.Table;

/** Whether both services do their work, agree about what they work on, and can start jobs. */
final class ServiceChecks {
    static final String INGEST = "ingest-service";
    static final String ORCHESTRATOR = "etl-orchestrator";

    private static final String LIVE = "/q/health/live";
    private static final String STARTED = "/q/health/started";
    private static final String READY = "/q/health/ready";

    private final Deployment deployment;
    private final Opened<Lake> lake;
    private final ServiceClient ingest;
    private final ServiceClient orchestrator;

    ServiceChecks(Deployment deployment, Opened<Lake> lake) {
        this.deployment = deployment;
        this.lake = lake;
        this.ingest = new ServiceClient(deployment.ingest());
        this.orchestrator = new ServiceClient(deployment.orchestrator());
    }

    List<Check> all() {
        return List.of(
                live(INGEST, ingest, "--ingest-url"),
                ready("ingest-ready", INGEST, ingest),
                live(ORCHESTRATOR, orchestrator, "--url"),
                ready("etl-ready", ORCHESTRATOR, orchestrator),
                new Check(
                        "configuration",
                        List.of(INGEST, ORCHESTRATOR, LakeChecks.TABLE, CassandraChecks.CASSANDRA),
                        "the services' configuration",
                        "give both services the same lake.*",
                        this::compareLakes),
                new Check(
                        "spark-home",
                        List.of(ORCHESTRATOR),
                        "the Spark home of etl-orchestrator",
                        "set etl.spark.home to the folder of a Spark distribution that runs on its Java",
                        this::startSpark));
    }

    /** A service that is live has found its configuration to be valid: it ends otherwise. */
    private static Check live(String name, ServiceClient service, String option) {
        return new Check(
                name,
                List.of(),
                "%s at %s".formatted(name, service.address()),
                "start it, or say with %s where it is".formatted(option),
                () -> {
                    requireUp(service.probe(LIVE), "restart it, and see its log");
                    return service.address() + " is live";
                });
    }

    private static Check ready(String name, String serviceName, ServiceClient service) {
        String goesOn = "bring back what it misses; it goes on by itself";
        return new Check(
                name, List.of(serviceName), "%s at %s".formatted(serviceName, service.address()), "see its log", () -> {
                    requireUp(service.probe(STARTED), goesOn);
                    requireUp(service.probe(READY), goesOn);
                    return service.address() + " has started and is ready";
                });
    }

    private static void requireUp(Probe probe, String remedy) throws CheckFailedException {
        if (!probe.isUp()) {
            throw new CheckFailedException("%s is DOWN: %s".formatted(probe.path(), probe.down()), remedy);
        }
    }

    private String compareLakes() throws Exception {
        JsonNode snapshot = orchestrator.get("/etl/dates?limit=1").path("snapshot_id");
        JsonNode files = ingest.get("/lake/files?limit=1");
        Table table = lake.client().table();
        String location = deployment.stores().lake().location();
        if (!table.location().equals(location)) {
            throw new CheckFailedException(
                    "the catalog's table lies at %s, not at %s".formatted(table.location(), location),
                    "correct lake.location, here or of the services: it counts only where the table is created");
        }
        // A snapshot that is newer here than there, or the other way round, is of the same table all the same.
        boolean same =
                snapshot.isMissingNode() ? table.currentSnapshot() == null : table.snapshot(snapshot.asLong()) != null;
        if (!same) {
            throw new CheckFailedException(
                    "etl-orchestrator reads another lake than this one: its snapshot %s is not of it"
                            .formatted(snapshot.asText("none")),
                    "give it, and this command, the lake.catalog-uri of ingest-service");
        }
        requireKnown(files.path("listed").path(0).path("path"), table);
        return "both services use the lake of " + table.location();
    }

    /** @param path of a file that ingest-service lists; missing when it has none */
    private static void requireKnown(JsonNode path, Table table) throws IOException, CheckFailedException {
        DataFiles known = DataFiles.of(table);
        boolean same = path.isMissingNode() ? known.count() == 0 : known.contains(path.asText());
        if (!same) {
            throw new CheckFailedException(
                    "ingest-service writes another lake than this one: %s"
                            .formatted(
                                    path.isMissingNode()
                                            ? "it has no file of it"
                                            : "its file %s is not of it".formatted(path.asText())),
                    "give it the lake.catalog-uri of etl-orchestrator and of this command");
        }
    }

    private String startSpark() throws Exception {
        JsonNode data = orchestrator.probe(READY).data("spark-home");
        if (data.hasNonNull("reason")) {
            throw new CheckFailedException(data.path("reason").asText(), "start etl-orchestrator again then");
        }
        if (!data.hasNonNull("home")) {
            throw new CheckFailedException(
                    "%s of etl-orchestrator says nothing of its Spark home".formatted(READY),
                    "verify it with the lolbatch that it is of");
        }
        SparkSubmit submit = new SparkSubmit(Path.of(data.path("home").asText()));
        // Whether the address is of this machine says nothing: a tunnel to a cluster ends here as well.
        return submit.isHere()
                ? "%s starts here: version %s".formatted(submit.home(), submit.version())
                : "%s is there, says etl-orchestrator; it is not on this machine, to be started"
                        .formatted(submit.home());
    }
}
