package dev.lolbatch.cluster.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    // It is put before every server's and service's own classes, so it must bring nothing with it.
    @ArchTest
    static final ArchRule dependsOnTheJdkOnly = classes()
            .that()
            .resideInAPackage("dev.lolbatch.cluster.guard..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.lolbatch.cluster.guard..");
}
