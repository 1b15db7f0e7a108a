package dev.lolbatch.cli;

import dev.lolbatch.cluster.ReadyCheck;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks a service for its readiness.
 *
 * @param ready address of the probe
 */
record HttpHealth(URI ready) implements ReadyCheck {
    private static final int TIMEOUT_MILLIS = 5_000;

    static HttpHealth of(URI service) {
        return new HttpHealth(service.resolve("/q/health/ready"));
    }

    @Override
    public boolean passes() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
