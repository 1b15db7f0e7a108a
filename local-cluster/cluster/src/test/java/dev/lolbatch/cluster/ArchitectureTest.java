package dev.lolbatch.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    // Every module's tests use it, so it must not bring the libraries of a server or a service with it.
    @ArchTest
    static final ArchRule dependsOnKafkaClientsAndJUnitOnly = classes()
            .that()
            .resideInAPackage("dev.lolbatch..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.lolbatch.cluster..", "org.apache.kafka..", "org.junit..");

    // The command line has no JUnit.
    @ArchTest
    static final ArchRule onlyTheExtensionKnowsJUnit = noClasses()
            .that()
            .doNotHaveSimpleName("LocalClusterExtension")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..");
}
