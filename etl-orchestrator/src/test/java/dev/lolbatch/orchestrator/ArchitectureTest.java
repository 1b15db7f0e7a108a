package dev.lolbatch.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** resource → service → port ← adapter. */
@AnalyzeClasses(packages = "dev.lolbatch.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.lolbatch.orchestrator";

    @ArchTest
    static final ArchRule runsKnowNoFramework = classes()
            .that()
            .resideInAPackage(ROOT + ".run")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".run", ROOT + ".logs", ROOT + ".problem", "org.slf4j");

    @ArchTest
    static final ArchRule statisticsKnowNoFramework = classes()
            .that()
            .resideInAPackage(ROOT + ".stats")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    ROOT + ".stats",
                    ROOT + ".problem",
                    "io.smallrye.mutiny..",
                    "com.github.benmanes.caffeine..",
                    "org.apache.commons.text..",
                    "org.slf4j");

    @ArchTest
    static final ArchRule historyKnowsNoFramework = classes()
            .that()
            .resideInAPackage(ROOT + ".history")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".history", "io.smallrye.mutiny..");

    @ArchTest
    static final ArchRule eventsKnowNoFramework = classes()
            .that()
            .resideInAPackage(ROOT + ".events")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".events", ROOT + ".problem", "io.smallrye.mutiny..", "org.slf4j");

    @ArchTest
    static final ArchRule resourcesKnowNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".http", ROOT + ".pages")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".cassandra", ROOT + ".spark", ROOT + ".lake", ROOT + ".config");

    @ArchTest
    static final ArchRule nothingKnowsThePages = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".pages")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".pages");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".cassandra", ROOT + ".spark", ROOT + ".lake")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".http", ROOT + ".health", ROOT + ".config");

    @ArchTest
    static final ArchRule theDriverStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cassandra")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.datastax..");

    @ArchTest
    static final ArchRule theLauncherStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".spark")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule icebergStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".lake")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.iceberg..");

    @ArchTest
    static final ArchRule hadoopStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".lake")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hadoop..");

    @ArchTest
    static final ArchRule datesKnowNoFramework = classes()
            .that()
            .resideInAPackage(ROOT + ".dates")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".dates");

    @ArchTest
    static final ArchRule logsKnowNoFramework = classes()
            .that()
            .resideInAPackage(ROOT + ".logs")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".logs", ROOT + ".problem", "org.slf4j");

    @ArchTest
    static final ArchRule theServiceStandsAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.lolbatch.ingest..", "dev.lolbatch.job..", "dev.lolbatch.cluster..");
}
