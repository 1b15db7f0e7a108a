package dev.lolbatch.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.lolbatch.ingest.match.JsonMatchReader;
import dev.lolbatch.ingest.match.MatchReader;
import dev.lolbatch.ingest.match.MatchRejectedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Matches a second: our reader, and bare Jackson that only looks at the tokens of the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ReadingBenchmark {
    private final JsonFactory jackson = new JsonFactory();
    private final MatchReader reader = new JsonMatchReader(1 << 20);

    /** The form of the matches, by its name. */
    @Param({"MATCH_V5", "FLAT"})
    public Backlog.Kind form;

    private List<byte[]> payloads;

    @Setup
    public void generate() {
        payloads = form.payloads(Backlog.SAMPLE).toList();
    }

    /** The peer. */
    @Benchmark
    @OperationsPerInvocation(Backlog.SAMPLE)
    public void tokens(Blackhole sink) throws IOException {
        for (byte[] payload : payloads) {
            try (JsonParser parser = jackson.createParser(payload)) {
                while (parser.nextToken() != null) {
                    sink.consume(parser.currentTokenId());
                }
            }
        }
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(Backlog.SAMPLE)
    public void matches(Blackhole sink) throws MatchRejectedException {
        for (byte[] payload : payloads) {
            sink.consume(reader.read(payload, Backlog.RECEIVED_MILLIS));
        }
    }
}
