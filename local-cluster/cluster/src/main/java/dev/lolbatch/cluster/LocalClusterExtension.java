package dev.lolbatch.cluster;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives test classes a {@link LocalCluster} as a parameter: one for all test classes of the JVM, on free ports, whose
 * servers start when the first class needs them and end after the last. The data goes then; the logs stay under
 * {@code target/local-cluster}.
 */
public final class LocalClusterExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalClusterExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster(context).start(servers(context.getRequiredTestClass()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    private static LocalCluster cluster(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestCluster.class, key -> TestCluster.start(), TestCluster.class)
                .cluster();
    }

    private static Set<Server> servers(Class<?> testClass) {
        return AnnotationSupport.findAnnotation(testClass, LocalServers.class)
                .map(annotation -> Set.of(annotation.value()))
                .orElse(EnumSet.allOf(Server.class));
    }
}
