package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.ProjectHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class ManifestsTest {
    @Test
    void containersListenWhereTheServicesDo() throws IOException {
        assertThat(Manifests.base().containerPorts())
                .isEqualTo(Map.of(
                        "ingest-service", configuredPort("ingest-service"),
                        "etl-orchestrator", configuredPort("etl-orchestrator")));
    }

    @Test
    void everyServiceHasItsThreeProbesOnItsPort() throws IOException {
        assertThat(Manifests.base().probes())
                .containsExactlyInAnyOrder(
                        new Manifests.Probe("ingest-service", "startupProbe", "/q/health/started", 8081),
                        new Manifests.Probe("ingest-service", "livenessProbe", "/q/health/live", 8081),
                        new Manifests.Probe("ingest-service", "readinessProbe", "/q/health/ready", 8081),
                        new Manifests.Probe("etl-orchestrator", "startupProbe", "/q/health/started", 8080),
                        new Manifests.Probe("etl-orchestrator", "livenessProbe", "/q/health/live", 8080),
                        new Manifests.Probe("etl-orchestrator", "readinessProbe", "/q/health/ready", 8080));
    }

    @Test
    void onlyWhoHasTheLabelForItReachesTheDeadLettersOfIngest() throws IOException {
        // When
        List<Map<String, Object>> policies = Manifests.base().ofKind("NetworkPolicy");

        // Then
        assertThat(policies).hasSize(1);
        Map<String, Object> spec = Manifests.map(policies.get(0).get("spec"));
        assertThat(spec.get("podSelector"))
                .isEqualTo(Map.of("matchLabels", Map.of("app.kubernetes.io/name", "ingest-service")));
        assertThat(spec.get("policyTypes")).isEqualTo(List.of("Ingress"));
        assertThat(spec.get("ingress"))
                .isEqualTo(List.of(Map.of(
                        "from",
                        List.of(Map.of(
                                "namespaceSelector",
                                Map.of(),
                                "podSelector",
                                Map.of("matchLabels", Map.of("lolbatch/ingest-client", "true")))),
                        "ports",
                        List.of(Map.of("protocol", "TCP", "port", "http")))));
    }

    @Test
    @EnabledIf(value = "kubectlMustBeThere", disabledReason = "kubectl is not installed; .ci/run installs it")
    void kustomizeRendersTheBaseWithItsConfiguration() throws Exception {
        // When
        Process kubectl = new ProcessBuilder(
                        "kubectl", "kustomize", Manifests.folder().toString())
                .redirectErrorStream(true)
                .start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(kubectl.waitFor()).as(rendered).isZero();
        Manifests manifests = new Manifests(Manifests.parse(rendered));
        assertThat(manifests.ofKind("Deployment")).hasSize(2);
        assertThat(manifests.ofKind("Service")).hasSize(2);
        String configMap = Manifests.name(manifests.ofKind("ConfigMap").get(0));
        for (Map<String, Object> deployment : manifests.ofKind("Deployment")) {
            List<?> sources = Manifests.list(Manifests.container(deployment), "envFrom");
            assertThat(Manifests.map(Manifests.map(sources.get(0)).get("configMapRef"))
                            .get("name"))
                    .isEqualTo(configMap);
        }
    }

    /** In CI always, so that an install step that went missing is seen. */
    static boolean kubectlMustBeThere() throws InterruptedException {
        return System.getenv("CI") != null || kubectlIsThere();
    }

    private static boolean kubectlIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("kubectl", "version", "--client")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // There is no such program on the path.
            return false;
        }
    }

    private static int configuredPort(String module) throws IOException {
        Path file = ProjectHome.locate().root().resolve(module + "/src/main/resources/application.properties");
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return Integer.parseInt(properties.getProperty("quarkus.http.port"));
    }
}
