package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import dev.lolbatch.orchestrator.run.RunStore;
import dev.lolbatch.orchestrator.run.RunStoreContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class CassandraRunStoreIT extends RunStoreContract {
    @Inject
    RunStore store;

    @Inject
    Lifecycle lifecycle;

    @Inject
    QuarkusCqlSession session;

    @BeforeEach
    void started() {
        Started.await(lifecycle);
        empty();
    }

    /** Nobody executes these runs: other tests would wait for them. */
    @AfterEach
    void empty() {
        session.execute("TRUNCATE lol_data.etl_runs");
        session.execute("TRUNCATE lol_data.etl_last_runs");
    }

    @Override
    protected RunStore store() {
        return store;
    }
}
