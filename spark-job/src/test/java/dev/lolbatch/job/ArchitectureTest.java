package dev.lolbatch.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch.job", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsTheLakeTheSchemaSparkAndTheConnectorOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lolbatch.job..",
                    "dev.lolbatch.lake..",
                    "dev.lolbatch.cql..",
                    "java..",
                    "scala..",
                    "org.apache.spark..",
                    "org.apache.iceberg..",
                    "org.apache.logging.log4j..",
                    "org.slf4j..",
                    "com.datastax.oss.driver.api..",
                    "com.datastax.spark.connector..");

    @ArchTest
    static final ArchRule transformationsDoNoInputAndOutput = noClasses()
            .that()
            .doNotBelongToAnyOf(
                    Completeness.class,
                    LakeSnapshot.class,
                    LakeChanges.class,
                    LakeColumns.class,
                    SnapshotTag.class,
                    BoundedWrites.class,
                    CassandraViewStore.class,
                    DateHistory.class,
                    FencingTokens.class,
                    PublishPermit.class,
                    ParticipantStatements.class,
                    ParticipantWriting.class,
                    StatisticsTables.class,
                    Statements.class,
                    StatisticsRun.class,
                    RunCleanup.class,
                    RunRecord.class,
                    RecordedRun.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..", "org.apache.iceberg..", "dev.lolbatch.lake..");
}
