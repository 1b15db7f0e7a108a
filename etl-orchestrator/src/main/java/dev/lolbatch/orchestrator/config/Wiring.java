package dev.lolbatch.orchestrator.config;

import dev.lolbatch.cql.Replication;
import dev.lolbatch.cql.SchemaSettings;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.dates.DatesService;
import dev.lolbatch.orchestrator.dates.LakeFacts;
import dev.lolbatch.orchestrator.dates.LastRuns;
import dev.lolbatch.orchestrator.dates.PublishedDates;
import dev.lolbatch.orchestrator.events.EventFeed;
import dev.lolbatch.orchestrator.events.EventLog;
import dev.lolbatch.orchestrator.events.FeedSettings;
import dev.lolbatch.orchestrator.history.ParquetFormat;
import dev.lolbatch.orchestrator.http.ProgressSignals;
import dev.lolbatch.orchestrator.lake.ArchiveSettings;
import dev.lolbatch.orchestrator.lake.BoundedLake;
import dev.lolbatch.orchestrator.lake.HdfsLogArchive;
import dev.lolbatch.orchestrator.lake.ParquetRows;
import dev.lolbatch.orchestrator.logs.JobLogs;
import dev.lolbatch.orchestrator.logs.KeptLogs;
import dev.lolbatch.orchestrator.logs.LogArchive;
import dev.lolbatch.orchestrator.run.ActiveRunsStore;
import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.IdempotencyKeys;
import dev.lolbatch.orchestrator.run.JobLauncher;
import dev.lolbatch.orchestrator.run.JobRecords;
import dev.lolbatch.orchestrator.run.LakeDates;
import dev.lolbatch.orchestrator.run.Publications;
import dev.lolbatch.orchestrator.run.Replica;
import dev.lolbatch.orchestrator.run.RetryPolicy;
import dev.lolbatch.orchestrator.run.RunJournal;
import dev.lolbatch.orchestrator.run.RunListener;
import dev.lolbatch.orchestrator.run.RunPorts;
import dev.lolbatch.orchestrator.run.RunService;
import dev.lolbatch.orchestrator.run.RunSettings;
import dev.lolbatch.orchestrator.run.RunStore;
import dev.lolbatch.orchestrator.run.SupervisorListener;
import dev.lolbatch.orchestrator.schedule.ScheduleLoop;
import dev.lolbatch.orchestrator.schedule.ScheduleSettings;
import dev.lolbatch.orchestrator.schedule.ScheduleStore;
import dev.lolbatch.orchestrator.schedule.Scheduler;
import dev.lolbatch.orchestrator.spark.JobJar;
import dev.lolbatch.orchestrator.spark.Resources;
import dev.lolbatch.orchestrator.spark.SparkJobLauncher;
import dev.lolbatch.orchestrator.spark.SparkMaster;
import dev.lolbatch.orchestrator.spark.SparkSettings;
import dev.lolbatch.orchestrator.stats.Publication;
import dev.lolbatch.orchestrator.stats.StatsService;
import dev.lolbatch.orchestrator.stats.ViewStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts together: none of them knows where its settings come from. */
final class Wiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SchemaSettings schema(EtlConfig etl) {
        return new SchemaSettings(
                etl.cassandra().keyspace(), Replication.parse(etl.cassandra().replication()));
    }

    @Produces
    @Singleton
    LakeSettings lake(LakeConfig lake) {
        return new LakeSettings(
                lake.catalogImpl(), lake.catalogUri(), lake.location(), lake.catalogProperties(), lake.hadoop());
    }

    @Produces
    @Singleton
    BoundedLake boundedLake(LakeSettings settings, EtlConfig etl) {
        return new BoundedLake(settings, etl.lakeTimeout(), etl.completeGrace());
    }

    void close(@Disposes BoundedLake lake) {
        lake.close();
    }

    @Produces
    @Singleton
    HdfsLogArchive logArchive(LakeSettings lake, EtlConfig etl, Clock clock) {
        return new HdfsLogArchive(
                new ArchiveSettings(
                        lake,
                        etl.logArchive().orElseGet(() -> ArchiveSettings.besides(lake)),
                        etl.logArchiveRetention(),
                        etl.lakeTimeout()),
                clock);
    }

    void close(@Disposes HdfsLogArchive archive) throws IOException {
        archive.close();
    }

    @Produces
    @Singleton
    SparkSettings spark(
            EtlConfig etl,
            LakeSettings lake,
            @ConfigProperty(name = "quarkus.cassandra.contact-points") List<String> contactPoints,
            @ConfigProperty(name = "quarkus.cassandra.local-datacenter") String datacenter) {
        EtlConfig.Spark spark = etl.spark();
        return new SparkSettings(
                spark.home().toAbsolutePath(),
                JobJar.parse(spark.jobJar()),
                SparkMaster.parse(spark.master()),
                spark.deployMode(),
                new Resources(
                        spark.driverMemory(),
                        spark.driverCores(),
                        spark.executorMemory(),
                        spark.executorCores(),
                        spark.executors()),
                spark.propertiesFile().map(Path::toAbsolutePath),
                new JobConf(etl, lake, contactPoints, datacenter).entries(),
                etl.logDir().toAbsolutePath());
    }

    @Produces
    @Singleton
    SparkJobLauncher launcher(SparkSettings settings, Replica self) {
        return new SparkJobLauncher(settings, self.host());
    }

    @Produces
    @Singleton
    Replica self(Clock clock) throws UnknownHostException {
        ProcessHandle process = ProcessHandle.current();
        Instant startedAt = process.info().startInstant().orElseGet(clock::instant);
        return new Replica(new Child(InetAddress.getLocalHost().getHostName(), process.pid(), startedAt));
    }

    @Produces
    @Singleton
    KeptLogs keptLogs(EtlConfig etl, LogArchive archive) {
        return new KeptLogs(etl.logDir().toAbsolutePath(), archive);
    }

    @Produces
    @Singleton
    RunPorts ports(
            RunStore store,
            ActiveRunsStore active,
            IdempotencyKeys keys,
            JobRecords records,
            Publications publications,
            LakeDates lake,
            JobLauncher launcher,
            JobLogs logs,
            RunListener listener,
            RunJournal journal,
            SupervisorListener supervisorListener,
            Publication publication) {
        return new RunPorts(
                store,
                active,
                keys,
                records,
                new ToldPublications(publications, publication),
                lake,
                launcher,
                logs,
                listener,
                journal,
                supervisorListener);
    }

    @Produces
    @Singleton
    RunService runs(Replica self, RunPorts ports, EtlConfig etl, Clock clock) {
        EtlConfig.Runs runs = etl.runs();
        return new RunService(
                self,
                ports,
                new RunSettings(
                        runs.maxConcurrent(),
                        runs.queueCapacity(),
                        runs.pollInterval(),
                        runs.stopGrace(),
                        runs.lease(),
                        runs.jobSilence(),
                        new RetryPolicy(runs.maxAttempts(), runs.retryBackoff())),
                clock,
                new SecureRandom(),
                task -> new Thread(task, "run"));
    }

    @Produces
    @Singleton
    EventFeed events(EventLog log, ProgressSignals progress, EtlConfig etl) {
        return new EventFeed(log, progress, FeedSettings.every(etl.events().pollInterval()));
    }

    void close(@Disposes EventFeed feed) {
        feed.close();
    }

    @Produces
    @Singleton
    DatesService dates(LakeFacts lake, PublishedDates published, LastRuns lastRuns) {
        return new DatesService(lake, published, lastRuns);
    }

    @Produces
    @Singleton
    Scheduler scheduler(EtlConfig etl, ScheduleStore store, DatesService dates, RunService runs, Clock clock) {
        EtlConfig.Schedule schedule = etl.schedule();
        ScheduleSettings settings = new ScheduleSettings(
                schedule.daily(),
                schedule.hourly(),
                schedule.catchUpDays(),
                schedule.requireComplete() ? Scheduler.Waiting.UNTIL_COMPLETE : Scheduler.Waiting.FOR_NOTHING);
        return new Scheduler(settings, store, dates, runs::request, clock);
    }

    @Produces
    @Singleton
    ScheduleLoop scheduleLoop(Scheduler scheduler, RunService runs) {
        return new ScheduleLoop(scheduler, runs::isOpen);
    }

    void close(@Disposes ScheduleLoop loop) {
        loop.close();
    }

    @Produces
    @Singleton
    StatsService stats(ViewStore store) {
        return new StatsService(store);
    }

    @Produces
    @Singleton
    ParquetFormat parquet() {
        return ParquetRows::new;
    }

    @Produces
    @Singleton
    Publication publication(ViewStore store, EtlConfig etl, Clock clock) {
        return new Publication(store, etl.stats().maxStale(), clock);
    }
}
