package dev.lolbatch.orchestrator.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Forms of an answer about statistics; the framework has refused what asks for none of them. */
enum Format {
    JSON("application/json;charset=UTF-8"),
    CSV("text/csv;charset=UTF-8");

    private final String type;

    Format(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    static Format wantedBy(HttpHeaders headers) {
        String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("csv")) {
            return JSON;
        }
        // Sorted by what the client would rather have.
        return headers.getAcceptableMediaTypes().stream()
                .map(type -> switch (type.getSubtype()) {
                    case "csv" -> Optional.of(CSV);
                    case "json", "*" -> Optional.of(JSON);
                    default -> Optional.<Format>empty();
                })
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(JSON);
    }
}
