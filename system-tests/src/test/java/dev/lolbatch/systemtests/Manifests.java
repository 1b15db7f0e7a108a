package dev.lolbatch.systemtests;

import dev.lolbatch.cluster.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Kubernetes manifests of {@code deploy/k8s}, as far as the tests ask about them. */
record Manifests(List<Map<String, Object>> objects) {
    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

    /**
     * What Kubernetes will ask a service.
     *
     * @param port number of the container's port that the probe names
     */
    record Probe(String service, String kind, String path, int port) {}

    static Path folder() {
        return ProjectHome.locate().root().resolve("deploy/k8s/base");
    }

    /** The resources that the base's kustomization lists. */
    static Manifests base() throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object resource : list(
                parse(Files.readString(folder().resolve("kustomization.yaml"))).get(0), "resources")) {
            objects.addAll(parse(Files.readString(folder().resolve((String) resource))));
        }
        return new Manifests(objects);
    }

    static List<Map<String, Object>> parse(String yaml) {
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(yaml)
                .forEach(document -> documents.add(map(document)));
        return documents;
    }

    List<Map<String, Object>> ofKind(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    /** The one of a kind that has a name. */
    Map<String, Object> named(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Cannot find " + kind + " " + name
                        + ": the manifests have none of this name; correct the name"));
    }

    /** Port of each service's container, by the deployment's name. */
    Map<String, Integer> containerPorts() {
        Map<String, Integer> ports = new HashMap<>();
        ofKind("Deployment").forEach(deployment -> ports.put(name(deployment), port(deployment)));
        return ports;
    }

    List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        for (Map<String, Object> deployment : ofKind("Deployment")) {
            for (String kind : PROBES) {
                Map<String, Object> get =
                        map(map(container(deployment).get(kind)).get("httpGet"));
                if (!"http".equals(get.get("port"))) {
                    throw new IllegalStateException("Cannot follow " + kind + " of " + name(deployment)
                            + ": it does not name the container's port http");
                }
                probes.add(new Probe(name(deployment), kind, (String) get.get("path"), port(deployment)));
            }
        }
        return probes;
    }

    static String name(Map<String, Object> object) {
        return (String) map(object.get("metadata")).get("name");
    }

    private static int port(Map<String, Object> deployment) {
        return (Integer) map(list(container(deployment), "ports").get(0)).get("containerPort");
    }

    static Map<String, Object> container(Map<String, Object> deployment) {
        return map(list(pod(deployment), "containers").get(0));
    }

    static Map<String, Object> pod(Map<String, Object> deployment) {
        return map(map(map(deployment.get("spec")).get("template")).get("spec"));
    }

    /** Variables of a deployment's container: their values, or where those come from. */
    static Map<String, Object> environment(Map<String, Object> deployment) {
        Map<String, Object> variables = new HashMap<>();
        list(container(deployment), "env").stream()
                .map(Manifests::map)
                .forEach(one -> variables.put(
                        (String) one.get("name"), one.containsKey("value") ? one.get("value") : one.get("valueFrom")));
        return variables;
    }

    static List<?> list(Map<String, Object> object, String key) {
        return (List<?>) object.get(key);
    }

    @SuppressWarnings("unchecked") // YAML's mappings have strings as keys in every manifest.
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
