package org.opendatagov.orchestrator.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.expert.Finding;

/**
 * What a finished run has to say, ready to be written in any form.
 *
 * @param title what was asked, in a few words
 * @param status {@code succeeded}, {@code failed}, …
 * @param problem why it failed; empty otherwise
 * @param experts a line for each task
 * @param findings most severe first
 * @param dataset its shape, where an expert looked at one
 * @param columns its columns, in their order
 * @param personal personal columns and how to mask them
 * @param gaps what the GDPR lacks
 * @param nextSteps recommendations, most severe first, none twice
 */
public record RunReport(
        UUID runId,
        String workflow,
        int version,
        String title,
        String status,
        boolean partial,
        String problem,
        Map<String, Object> inputs,
        Instant createdAt,
        Optional<Instant> finishedAt,
        List<ExpertLine> experts,
        List<Finding> findings,
        Optional<DatasetShape> dataset,
        List<ColumnLine> columns,
        List<PersonalField> personal,
        List<Gap> gaps,
        Optional<Cost> cost,
        List<Dependency> upstream,
        List<Dependency> suggestedUpstream,
        List<String> nextSteps) {

    /**
     * A task's line.
     *
     * @param status {@code done, needs attention, failed, skipped}
     */
    public record ExpertLine(String task, String expert, String status, String summary) {}

    /** How large the dataset is. */
    public record DatasetShape(long rows, long bytes, String format) {}

    /**
     * A column.
     *
     * @param type what its values are
     * @param physicalType what the file keeps them as
     */
    public record ColumnLine(
            String name, String type, String physicalType, long nulls, long distinct, boolean personal) {}

    /**
     * A personal column.
     *
     * @param remedy how to mask it
     */
    public record PersonalField(String column, List<String> classes, boolean specialCategory, String remedy) {}

    /** A rule that is not satisfied. */
    public record Gap(String article, String title, String verdict, String remedy) {}

    /** A month's cost. */
    public record Cost(List<CostLine> lines, String total, String currency, String priceDate) {}

    /** One line of it. */
    public record CostLine(String item, String quantity, String unit, String unitPrice, String amount) {}

    /** A dataset that this one depends on. */
    public record Dependency(String dataset, String how, double confidence) {}
}
