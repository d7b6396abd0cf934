package org.opendatagov.orchestrator.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.DatasetContents;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.dataset.Uploads;
import org.opendatagov.orchestrator.engine.WorkflowView;
import org.opendatagov.orchestrator.engine.Workflows;
import org.opendatagov.orchestrator.expert.ExpertConfiguration;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.support.FakeInstances;
import org.opendatagov.orchestrator.support.FakeTransport;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

/**
 * The API, its routes and the reports as they are; runs and catalogue in memory; uploads of at most 64 kB. No stereotype:
 * the service's own scan must not find it.
 */
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Import(ExpertConfiguration.class)
@ComponentScan(
        basePackages = {
            "org.opendatagov.orchestrator.api",
            "org.opendatagov.orchestrator.route",
            "org.opendatagov.orchestrator.report"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test(Application)?"))
class ApiTestApplication {
    static final DataSize LARGEST_UPLOAD = DataSize.ofKilobytes(64);

    @Bean
    FakeRuns runs() {
        return new FakeRuns();
    }

    @Bean
    FakeCatalog catalog() {
        return new FakeCatalog();
    }

    @Bean
    Workflows workflows() {
        return () -> List.of(new WorkflowView(
                FakeRuns.WORKFLOW,
                1,
                "Onboards a dataset",
                Map.of("file_path", "string"),
                List.of("file_path"),
                List.of(List.of("schema_analysis")),
                List.of(new WorkflowView.WorkflowTask(
                        "schema_analysis", "SchemaExpert", "analyze_schema", List.of()))));
    }

    @Bean
    ExpertRegistry experts() {
        return new ExpertRegistry(
                List.of(new ScriptedExpert("SchemaExpert", "analyze_schema", ScriptedExpert::trivial)));
    }

    @Bean
    FakeInstances instances() {
        return new FakeInstances();
    }

    @Bean
    FakeTransport transport() {
        return new FakeTransport();
    }

    @Bean
    TestDatasets datasets() {
        return TestDatasets.in(Path.of("target", "test-data", "api"), LARGEST_UPLOAD);
    }

    @Bean
    Uploads uploads(TestDatasets datasets) {
        return datasets.uploads();
    }

    @Bean
    DatasetContents contents(TestDatasets datasets) {
        return datasets.contents();
    }
}
