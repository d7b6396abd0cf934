package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInDefinitionsTest {
    private static final String ONBOARD = """
            workflow_id: onboard_dataset
            tasks:
              - { id: schema_analysis,    expert: SchemaExpert,     action: analyze_schema }
              - { id: quality_validation, expert: QualityExpert,    action: define_expectations,   depends_on: [schema_analysis] }
              - { id: security_scan,      expert: SecurityExpert,   action: detect_pii,            depends_on: [schema_analysis] }
              - { id: compliance_check,   expert: ComplianceExpert, action: validate_gdpr,         depends_on: [security_scan] }
              - { id: cost_estimation,    expert: CostExpert,       action: estimate_storage_cost, depends_on: [schema_analysis] }
              - { id: lineage_mapping,    expert: LineageExpert,    action: map_dependencies,      depends_on: [schema_analysis] }
            """;
    private static final String TROUBLESHOOT = """
            workflow_id: troubleshoot_pipeline
            tasks:
              - { id: performance_analysis, expert: PerformanceExpert, action: analyze_execution_plan }
              - { id: lineage_analysis,     expert: LineageExpert,     action: identify_bottleneck_datasets,  depends_on: [performance_analysis] }
              - { id: quality_analysis,     expert: QualityExpert,     action: check_data_skew,               depends_on: [lineage_analysis] }
              - { id: cost_optimization,    expert: CostExpert,        action: suggest_resource_optimization, depends_on: [performance_analysis] }
            """;
    private static final String AUDIT = """
            workflow_id: gdpr_audit
            tasks:
              - { id: security_inventory,    expert: SecurityExpert,   action: list_pii_datasets }
              - { id: lineage_tracing,       expert: LineageExpert,    action: trace_pii_data_flows,    depends_on: [security_inventory] }
              - { id: compliance_validation, expert: ComplianceExpert, action: validate_data_retention, depends_on: [security_inventory] }
              - { id: quality_verification,  expert: QualityExpert,    action: verify_anonymization,    depends_on: [security_inventory] }
            """;

    @Test
    void the_three_workflows_read_as_definitions() {
        assertThat(Definitions.read(ONBOARD).levels())
                .containsExactly(
                        List.of("schema_analysis"),
                        List.of("quality_validation", "security_scan", "cost_estimation", "lineage_mapping"),
                        List.of("compliance_check"));
        assertThat(Definitions.read(TROUBLESHOOT).levels())
                .containsExactly(
                        List.of("performance_analysis"),
                        List.of("lineage_analysis", "cost_optimization"),
                        List.of("quality_analysis"));
        assertThat(Definitions.read(AUDIT).levels())
                .containsExactly(
                        List.of("security_inventory"),
                        List.of("lineage_tracing", "compliance_validation", "quality_verification"));
    }

    @Test
    void they_are_series_parallel_and_come_back_from_a_route() {
        for (String definition : List.of(ONBOARD, TROUBLESHOOT, AUDIT)) {
            Plan plan = Definitions.read(definition);
            String route = RouteExport.yaml(plan);
            assertThat(route).contains("multicast").doesNotContain("dependsOn");
            Plan back = TemplateReader.read(route, "w.camel.yaml", Definitions.KNOWN)
                    .plan();
            assertThat(back.reducedEdges()).containsExactlyInAnyOrderElementsOf(plan.reducedEdges());
            assertThat(Definitions.reader()
                            .read(DefinitionExport.json(back), "")
                            .reducedEdges())
                    .containsExactlyInAnyOrderElementsOf(plan.reducedEdges());
        }
    }
}
