package dev.lolbatch.job.oracle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What shares code with the job shares its mistakes. */
@AnalyzeClasses(packages = "dev.lolbatch.job.oracle")
class IndependenceTest {
    @ArchTest
    static final ArchRule knowsNeitherTheJobNorSpark = classes()
            .that()
            .haveSimpleName("Oracle")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.lolbatch.job.oracle..", "java..");
}
