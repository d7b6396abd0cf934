package org.opendatagov.orchestrator.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.JudgedCall;
import org.opendatagov.orchestrator.expert.Judgement.ToolUse;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.model.ModelAnswer;
import org.opendatagov.orchestrator.privacy.Anonymiser;

/** What the steps of an expert's route know of one call. In memory alone, for it holds personal values in clear; not thread-safe. */
final class Judging {
    private static final String PROPERTY = "OrchestratorJudging";

    private final JudgedCall call;
    private final Anonymiser anonymiser = new Anonymiser();
    private ExpertReport report;
    private List<Passage> passages = List.of();
    private String withoutKnowledge = "";
    private final List<ToolUse> tools = new ArrayList<>();
    private @Nullable Asked asked;

    /** A prompt and what came of it. */
    record Asked(Prompt prompt, ModelAnswer answer) {}

    Judging(JudgedCall call, ExpertReport report) {
        this.call = call;
        this.report = report;
    }

    static Optional<Judging> on(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Judging.class));
    }

    void put(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    JudgedCall call() {
        return call;
    }

    Anonymiser anonymiser() {
        return anonymiser;
    }

    /** The evidence, with what tools added to it. */
    ExpertReport report() {
        return report;
    }

    List<Passage> passages() {
        return passages;
    }

    void addPassages(List<Passage> found) {
        passages = Stream.concat(passages.stream(), found.stream()).distinct().toList();
    }

    /** Why documents could not be looked up; empty where they could, or nobody wanted any. */
    String withoutKnowledge() {
        return withoutKnowledge;
    }

    void withoutKnowledge(String why) {
        withoutKnowledge = why;
    }

    void addEvidence(Evidence found) {
        report = new ExpertReport(
                report.summary(),
                report.findings(),
                Stream.concat(report.evidence().stream(), Stream.of(found)).toList(),
                report.result(),
                report.context(),
                report.fingerprints());
    }

    List<ToolUse> tools() {
        return List.copyOf(tools);
    }

    void used(ToolUse use) {
        tools.add(use);
    }

    Optional<Asked> asked() {
        return Optional.ofNullable(asked);
    }

    void asked(Asked done) {
        asked = done;
    }
}
