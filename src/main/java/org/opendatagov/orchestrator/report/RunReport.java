package org.opendatagov.orchestrator.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Judgement;

/**
 * What a finished run has to say, ready to be written in any form.
 *
 * @param title what was asked, in a few words
 * @param status {@code succeeded}, {@code failed}, …
 * @param partial it succeeded though optional tasks failed
 * @param problem why it failed; empty otherwise
 * @param highlights what to read first, one sentence a topic
 * @param experts a line for each task
 * @param findings most severe first
 * @param schema what the dataset is
 * @param columns its columns, in the order of the file
 * @param personal personal columns and how to mask them, in the order of the file
 * @param gaps what the GDPR lacks, violated rules first, then most severe first
 * @param models what was spent on language models
 * @param troubleshooting why a pipeline is slow, where that was asked
 * @param audit what there is of personal data and what it lacks, where that was asked
 * @param judgements what language models made of the evidence, by task; tasks that none was asked about are left out
 * @param nextSteps recommendations of rules, most severe first, none twice
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
        List<Highlight> highlights,
        List<ExpertLine> experts,
        List<Finding> findings,
        Optional<Schema> schema,
        List<ColumnLine> columns,
        List<PersonalField> personal,
        List<Gap> gaps,
        Optional<Cost> cost,
        ModelSpend models,
        List<Dependency> upstream,
        List<Dependency> suggestedUpstream,
        Optional<Troubleshooting> troubleshooting,
        Optional<Audit> audit,
        List<TaskJudgement> judgements,
        List<String> nextSteps) {
    public RunReport {
        highlights = List.copyOf(highlights);
        experts = List.copyOf(experts);
        findings = List.copyOf(findings);
        columns = List.copyOf(columns);
        personal = List.copyOf(personal);
        gaps = List.copyOf(gaps);
        upstream = List.copyOf(upstream);
        suggestedUpstream = List.copyOf(suggestedUpstream);
        judgements = List.copyOf(judgements);
        nextSteps = List.copyOf(nextSteps);
    }

    /**
     * What to read first.
     *
     * @param state {@code done, attention, failed}
     */
    public record Highlight(String topic, String state, String text) {}

    /**
     * A task's line.
     *
     * @param status {@code done, needs attention, failed, skipped}
     */
    public record ExpertLine(String task, String expert, String status, String summary) {}

    /** What a language model made of a task's evidence, or why it stands alone. */
    public record TaskJudgement(String task, String expert, Judgement judgement) {}

    /** What the dataset is; {@code key} is the first candidate, empty where there is none. */
    public record Schema(String format, long rows, int columns, List<String> key) {
        public Schema {
            key = List.copyOf(key);
        }
    }

    /** A column: what it holds and how it is kept, and how many of its values are missing and distinct. */
    public record ColumnLine(String name, String logicalType, String physicalType, long nulls, long distinct) {}

    /** A personal column; {@code masking} says how. */
    public record PersonalField(String column, List<String> classes, boolean specialCategory, String masking) {
        public PersonalField {
            classes = List.copyOf(classes);
        }
    }

    /** A rule that is not satisfied; {@code remedy} says what to do. */
    public record Gap(String rule, String article, String title, String verdict, String reason, String remedy) {}

    /**
     * What it costs.
     *
     * @param months the time that it is for
     * @param total sum of the lines' amounts, to the last digit
     */
    public record Cost(
            List<CostLine> lines,
            String total,
            String currency,
            String priceDate,
            String months,
            List<String> assumptions) {
        public Cost {
            lines = List.copyOf(lines);
            assumptions = List.copyOf(assumptions);
        }
    }

    /** One line of it: quantity times unit price is the amount, to the last digit. */
    public record CostLine(String item, String quantity, String unit, String unitPrice, String amount) {}

    /**
     * What was spent on language models.
     *
     * @param tasks those that asked one, in the order of the workflow
     * @param total of them; its task is empty
     * @param alerts budgets that passed a threshold meanwhile, a sentence each
     */
    public record ModelSpend(List<ModelLine> tasks, ModelLine total, List<String> alerts) {
        public ModelSpend {
            tasks = List.copyOf(tasks);
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * One line of it.
     *
     * @param calls made of a provider
     * @param cachedCalls answered without one
     * @param usd to the last digit
     */
    public record ModelLine(
            String task,
            long calls,
            long cachedCalls,
            long inputTokens,
            long outputTokens,
            String usd,
            List<String> models,
            List<String> prompts) {
        public ModelLine {
            models = List.copyOf(models);
            prompts = List.copyOf(prompts);
        }
    }

    /** A dataset that this one depends on; {@code columns} refer to it. */
    public record Dependency(String dataset, String how, double confidence, List<String> columns) {
        public Dependency {
            columns = List.copyOf(columns);
        }
    }
}
