package dev.lolbatch.cluster.kafka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnItsServerOnly = classes()
            .that()
            .resideInAPackage("dev.lolbatch..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.lolbatch.cluster.kafka..", "kafka..", "org.apache.kafka..", "scala..");
}
