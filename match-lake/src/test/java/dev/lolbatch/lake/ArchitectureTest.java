package dev.lolbatch.lake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lolbatch.lake", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsOnlyIcebergAndTheHadoopClient = classes()
            .that()
            .resideInAPackage("dev.lolbatch.lake..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.lolbatch.lake..", "java..", "org.apache.iceberg..", "org.apache.hadoop.conf..");
}
