package dev.lolbatch.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsTheProductByItsRestApiOnly = classes()
            .that()
            .resideInAPackage("dev.lolbatch.cli..")
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
}
