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
        Manifests manifests = rendered(Manifests.folder());

        // Then
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

    @Test
    @EnabledIf(value = "kubectlMustBeThere", disabledReason = "kubectl is not installed; .ci/run installs it")
    void withSparkOnKubernetesTheOrchestratorSubmitsDriversThatAreSetUpForIt() throws Exception {
        // When
        Manifests manifests = rendered(overlayWith("spark-on-k8s"));

        // Then
        Map<String, Object> orchestrator = manifests.named("Deployment", "etl-orchestrator");
        assertThat(Manifests.environment(orchestrator))
                .containsEntry("ETL_SPARK_MASTER", "k8s://https://kubernetes.default.svc")
                .containsEntry("ETL_SPARK_DEPLOY_MODE", "cluster")
                .containsEntry("ETL_SPARK_JOB_JAR", "local:///opt/lolbatch/spark-job.jar")
                .containsEntry("ETL_SPARK_PROPERTIES_FILE", "/etc/lolbatch/spark/spark.properties");
        assertThat(Manifests.pod(orchestrator))
                .containsEntry("serviceAccountName", "etl-orchestrator")
                .containsEntry("automountServiceAccountToken", true);
        assertThat(Manifests.pod(manifests.named("Deployment", "ingest-service")))
                .containsEntry("automountServiceAccountToken", false);
        Map<String, Object> settings = Manifests.map(manifests.ofKind("ConfigMap").stream()
                .filter(map -> Manifests.name(map).startsWith("spark-on-k8s-"))
                .findFirst()
                .orElseThrow()
                .get("data"));
        assertThat(settings).containsOnlyKeys("spark.properties", "pod-template.yaml");
        assertThat((String) settings.get("spark.properties"))
                .contains(
                        "spark.kubernetes.container.image=",
                        "spark.kubernetes.authenticate.driver.serviceAccountName=spark-driver",
                        "spark.kubernetes.driver.podTemplateFile=/etc/lolbatch/spark/pod-template.yaml",
                        "spark.kubernetes.driver.secretKeyRef.SPARK_LOLBATCH_SECRETS=");
    }

    @Test
    @EnabledIf(value = "kubectlMustBeThere", disabledReason = "kubectl is not installed; .ci/run installs it")
    void whoSubmitsDriversAndWhoMakesExecutorsMayNoMoreThanThat() throws Exception {
        // When
        Manifests manifests = rendered(overlayWith("spark-on-k8s"));

        // Then
        assertThat(manifests.ofKind("ServiceAccount"))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrder("etl-orchestrator", "spark-driver");
        assertThat(manifests.ofKind("ClusterRole")).isEmpty();
        for (Map<String, Object> binding : manifests.ofKind("RoleBinding")) {
            Map<String, Object> role = Manifests.map(binding.get("roleRef"));
            assertThat(manifests.named((String) role.get("kind"), (String) role.get("name")))
                    .isNotNull();
        }
        assertThat(manifests.ofKind("RoleBinding"))
                .extracting(binding -> Manifests.name(binding) + " to "
                        + Manifests.map(Manifests.list(binding, "subjects").get(0))
                                .get("name"))
                .containsExactlyInAnyOrder("spark-submitter to etl-orchestrator", "spark-driver to spark-driver");
        assertThat(resources(manifests.named("Role", "spark-submitter")))
                .containsExactlyInAnyOrder("pods", "configmaps", "services");
        assertThat(resources(manifests.named("Role", "spark-driver")))
                .containsExactlyInAnyOrder("pods", "configmaps", "persistentvolumeclaims", "services");
    }

    private static List<Object> resources(Map<String, Object> role) {
        return Manifests.list(role, "rules").stream()
                .flatMap(rule -> Manifests.list(Manifests.map(rule), "resources").stream())
                .<Object>map(resource -> resource)
                .toList();
    }

    /** The base with one of the components, as an overlay lists them. */
    private static Path overlayWith(String component) throws IOException {
        Path overlay =
                Files.createDirectories(Path.of("target", "overlays", component).toAbsolutePath());
        Path base = overlay.relativize(Manifests.folder());
        Files.writeString(
                overlay.resolve("kustomization.yaml"),
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: lol\nresources:\n  - "
                        + base + "\ncomponents:\n  - "
                        + base.resolveSibling("components").resolve(component) + "\n");
        return overlay;
    }

    private static Manifests rendered(Path folder) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectErrorStream(true)
                .start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as(rendered).isZero();
        return new Manifests(Manifests.parse(rendered));
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
