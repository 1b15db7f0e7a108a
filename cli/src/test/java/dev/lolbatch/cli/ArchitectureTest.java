package dev.lolbatch.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] THAT_LOOK_THEMSELVES = {
        "dev.lolbatch.cli.deployment..", "dev.lolbatch.cli.verify..", "dev.lolbatch.cli.backup.."
    };

    @ArchTest
    static final ArchRule knowsTheProductByItsRestApiOnly = classes()
            .that()
            .resideOutsideOfPackages(THAT_LOOK_THEMSELVES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.lolbatch.cli..",
                    "dev.lolbatch.cluster..",
                    "dev.lolbatch.generator..",
                    "org.apache.kafka..",
                    "com.fasterxml.jackson..",
                    "picocli..");

    /** These alone load the lake's and Cassandra's clients, which would cost every other command its quick start. */
    @ArchTest
    static final ArchRule onlyWhoMustLooksAtTheLakeAndAtCassandraItself = classes()
            .that()
            .resideInAnyPackage(THAT_LOOK_THEMSELVES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.lolbatch.cli..",
                    "dev.lolbatch.lake..",
                    "dev.lolbatch.cql..",
                    "org.apache.kafka..",
                    "org.apache.iceberg..",
                    "org.apache.hadoop..",
                    "com.datastax.oss.driver..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..",
                    "picocli..");
}
