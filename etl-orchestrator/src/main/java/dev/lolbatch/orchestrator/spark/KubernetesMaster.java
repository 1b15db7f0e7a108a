package dev.lolbatch.orchestrator.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code k8s://https://host:port}: pods, made by way of that API server. */
record KubernetesMaster(String url) implements SparkMaster {
    private static final Path OWN_NAMESPACE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

    @Override
    public Map<String, String> executors(Resources resources) {
        return Instances.conf(resources);
    }

    @Override
    public Optional<RemoteDriver> remoteDriver() {
        return Optional.of(new KubernetesDriver(url, OWN_NAMESPACE));
    }
}
