package dev.lolbatch.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch")
class ArchitectureTest {
    @ArchTest
    static final ArchRule SHARES_NO_CODE_WITH_THE_PRODUCT = noClasses()
            .that()
            .resideInAPackage("dev.lolbatch.systemtests..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lolbatch.lake..",
                    "dev.lolbatch.ingest..",
                    "dev.lolbatch.job..",
                    "dev.lolbatch.orchestrator..",
                    "dev.lolbatch.cql..",
                    "dev.lolbatch.cli..");

    @ArchTest
    static final ArchRule THE_ORACLE_KNOWS_JSON_AND_NOTHING_ELSE = classes()
            .that()
            .resideInAPackage("dev.lolbatch.systemtests.oracle..")
            .and()
            .haveSimpleNameNotEndingWith("Test")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.lolbatch.systemtests.oracle..", "com.fasterxml.jackson..", "java..");
}
