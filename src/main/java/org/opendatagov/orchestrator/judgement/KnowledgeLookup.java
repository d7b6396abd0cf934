package org.opendatagov.orchestrator.judgement;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.JudgedCall;
import org.opendatagov.orchestrator.knowledge.Knowledge;
import org.opendatagov.orchestrator.knowledge.KnowledgeQuery;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.model.Models;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks passages up for a call, as its expert and tenant may see them; none where there is no knowledge. */
@Component
class KnowledgeLookup {
    private static final int LONGEST_QUERY = 600;
    private static final int FINDINGS_ASKED_FOR = 5;

    /** How long a place that asked a model before waits: with other passages its question would be another one, and the answer paid again. */
    private static final Duration REPEATED = Duration.ofSeconds(30);

    private final ObjectProvider<Knowledge> knowledge;
    private final Models models;
    private final ExpertRegistry experts;

    KnowledgeLookup(ObjectProvider<Knowledge> knowledge, Models models, ExpertRegistry experts) {
        this.knowledge = knowledge;
        this.models = models;
        this.experts = experts;
    }

    /** Where an expert has a model, the first of its tasks will want knowledge. */
    @EventListener(ApplicationReadyEvent.class)
    public void ready() {
        if (experts.all().stream().anyMatch(expert -> models.has(expert.name()))) {
            knowledge.ifAvailable(Knowledge::prepare);
        }
    }

    /** @param text without personal values */
    List<Passage> search(JudgedCall call, String text, int most) {
        @Nullable Knowledge found = knowledge.getIfAvailable();
        String query = text.substring(0, Math.min(text.length(), LONGEST_QUERY)).strip();
        if (found == null || query.isEmpty()) {
            return List.of();
        }
        if (!found.ready(Duration.ZERO) && models.asked(call.request().runId(), call.place())) {
            found.ready(REPEATED);
        }
        return found.search(new KnowledgeQuery(query, call.expert(), call.tenant(), Map.of(), most));
    }

    /** Why nothing can be looked up for now; empty where it can, or where there is no knowledge at all. */
    String away() {
        @Nullable Knowledge found = knowledge.getIfAvailable();
        return found == null ? "" : found.away();
    }

    /** What a report is about, in words: its summary and its worst findings. */
    static String about(ExpertReport report) {
        StringBuilder text = new StringBuilder(report.summary());
        report.findings().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .limit(FINDINGS_ASKED_FOR)
                .forEach(finding -> text.append(' ').append(finding.title()));
        return text.toString();
    }
}
