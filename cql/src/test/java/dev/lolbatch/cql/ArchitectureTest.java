package dev.lolbatch.cql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch.cql", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Nothing of the driver's internals or its shaded copies: Spark's connector has other ones. */
    @ArchTest
    static final ArchRule needsTheDriversApiAndNothingElse = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.lolbatch.cql", "com.datastax.oss.driver.api..", "org.slf4j");
}
