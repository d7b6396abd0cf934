package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertConfiguration;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.support.TestClock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The engine and its store alone, with experts that do as the tests say. No stereotype: the service's own scan must not find it. */
@EnableAutoConfiguration
@Import(ExpertConfiguration.class)
@ComponentScan(
        basePackages = {
            "org.opendatagov.orchestrator.engine",
            "org.opendatagov.orchestrator.route",
            "org.opendatagov.orchestrator.adapter"
        },
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = SpringBootApplication.class),
            @ComponentScan.Filter(
                    type = FilterType.REGEX,
                    pattern = "org\\.opendatagov\\.orchestrator\\.adapter\\.(postgres\\.Catalog|dataset\\.).*")
        })
public class EngineTestApplication {
    static final Map<String, String> ACTIONS = Map.of(
            "SchemaExpert", "analyze_schema",
            "QualityExpert", "define_expectations check_data_skew verify_anonymization",
            "SecurityExpert", "detect_pii list_pii_datasets",
            "ComplianceExpert", "validate_gdpr validate_data_retention",
            "CostExpert", "estimate_storage_cost suggest_resource_optimization",
            "LineageExpert", "map_dependencies identify_bottleneck_datasets trace_pii_data_flows",
            "PerformanceExpert", "analyze_execution_plan");

    @Bean
    TestClock clock() {
        return new TestClock();
    }

    @Bean
    TestExperts testExperts() {
        return new TestExperts();
    }

    @Bean
    ExpertRegistry experts(TestExperts experts) {
        return new ExpertRegistry(List.copyOf(experts.all().values()));
    }
}
