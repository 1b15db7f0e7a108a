package dev.lolbatch.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule readingAMatchKnowsNothingOfWhereItGoes = noClasses()
            .that()
            .resideInAPackage("..ingest.match..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..ingest.batch..",
                    "..ingest.lake..",
                    "..ingest.kafka..",
                    // Its JSON scanner is its own (ADR 7); Jackson would read a match, more slowly and less strictly.
                    "com.fasterxml..",
                    "org.apache..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..");

    @ArchTest
    static final ArchRule theLoopKnowsNeitherKafkaNorIcebergNorHadoop = noClasses()
            .that()
            .resideInAPackage("..ingest.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..ingest.lake..",
                    "..ingest.kafka..",
                    "..ingest.service..",
                    "org.apache..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..");

    @ArchTest
    static final ArchRule theDeadLetterApiKnowsNoKafka = noClasses()
            .that()
            .resideInAPackage("..ingest.dlq..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..ingest.lake..", "..ingest.kafka..", "..ingest.service..", "org.apache..");

    @ArchTest
    static final ArchRule theUpkeepApiKnowsNoIceberg = noClasses()
            .that()
            .resideInAPackage("..ingest.upkeep..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..ingest.lake..", "..ingest.kafka..", "..ingest.service..", "org.apache..");

    @ArchTest
    static final ArchRule onlyTheLakeAdapterWritesParquet = noClasses()
            .that()
            .resideOutsideOfPackage("..ingest.lake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule mainCodeKnowsNeitherTheJobNorTheOrchestratorNorTheLocalCluster = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lolbatch.job..",
                    "dev.lolbatch.orchestrator..",
                    "dev.lolbatch.cluster..",
                    "dev.lolbatch.generator..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.lolbatch.ingest.(*)..").should().beFreeOfCycles();
}
