package dev.lolbatch.cli.deployment;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens sessions for a command: of one connection a node, and without the quiet time at their end. */
public final class CassandraSessions {
    private CassandraSessions() {}

    /** A session without a keyspace of its own. */
    public static CqlSession open(CassandraSettings settings) {
        CqlSessionBuilder builder = CqlSession.builder()
                .withLocalDatacenter(settings.datacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
                        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                        .build());
        settings.contactPoints()
                .forEach(point ->
                        builder.addContactPoint(new InetSocketAddress(point.getHostString(), point.getPort())));
        settings.credentials().ifPresent(who -> builder.withAuthCredentials(who.username(), who.password()));
        return builder.build();
    }
}
