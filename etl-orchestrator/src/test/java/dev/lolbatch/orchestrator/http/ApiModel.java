package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenAPI document to look paths up in, and to validate JSON by: an object has no property that its schema does not name. */
final class ApiModel {
    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final List<Path> paths = new ArrayList<>();
    private final JsonNode components;

    ApiModel(JsonNode document) {
        components = document.path("components").deepCopy();
        // The document leaves it open, so that a property more breaks no client.
        components.path("schemas").forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        document.path("paths").forEachEntry((template, item) -> paths.add(new Path(template, item)));
        // Of two templates that a path matches, the one with fewer variables is meant.
        paths.sort(Comparator.comparing(path -> path.template().split("\\{").length));
    }

    /** A path of the document with what it takes. */
    record Path(String template, JsonNode item) {
        boolean matches(String rawPath) {
            return rawPath.matches(template.replaceAll("\\{[^/]+}", "[^/]+") + (template.endsWith("/") ? "" : "/?"));
        }

        /** HEAD is answered as GET is. */
        Optional<JsonNode> operation(String method) {
            String documented = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
            return Optional.ofNullable(item.get(documented));
        }

        Set<String> methods() {
            Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
            item.fieldNames().forEachRemaining(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            return methods;
        }
    }

    Optional<Path> path(String rawPath) {
        return paths.stream().filter(path -> path.matches(rawPath)).findFirst();
    }

    /** One of the components. */
    JsonNode schema(String name) {
        JsonNode schema = components.path("schemas").path(name);
        if (schema.isMissingNode()) {
            throw new AssertionError("The document has no schema " + name);
        }
        return schema;
    }

    List<Error> validate(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value);
    }

    private Schema compile(JsonNode schema) {
        // References of the document are relative to its root.
        ObjectNode root = schema.deepCopy();
        root.set("components", components);
        return registry.getSchema(root);
    }
}
