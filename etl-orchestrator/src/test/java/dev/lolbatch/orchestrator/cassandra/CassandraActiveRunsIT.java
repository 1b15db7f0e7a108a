package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import dev.lolbatch.orchestrator.run.ActiveRunsStore;
import dev.lolbatch.orchestrator.run.ActiveRunsStoreContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** In a table of its own: that of the product is the running orchestrator's. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class CassandraActiveRunsIT extends ActiveRunsStoreContract {
    @Inject
    Cassandra cassandra;

    @Inject
    Lifecycle lifecycle;

    @Inject
    QuarkusCqlSession session;

    @BeforeEach
    void empty() {
        Started.await(lifecycle);
        session.execute("CREATE TABLE IF NOT EXISTS lol_data.etl_active_contract (scope text, version bigint STATIC,"
                + " replicas map<text, bigint> STATIC, run_id text, dates list<date>, origin text, owner text,"
                + " not_before timestamp, PRIMARY KEY ((scope), run_id))");
        session.execute("TRUNCATE lol_data.etl_active_contract");
    }

    @Override
    protected ActiveRunsStore store() {
        return new CassandraActiveRuns(cassandra, "etl_active_contract");
    }
}
