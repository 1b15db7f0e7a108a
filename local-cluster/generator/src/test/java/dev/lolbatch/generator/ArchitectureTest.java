package dev.lolbatch.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_THE_PRODUCT = classes()
            .that()
            .resideInAPackage("dev.lolbatch.generator..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lolbatch.generator..", "com.fasterxml.jackson.core..", "org.apache.kafka..", "java..");
}
