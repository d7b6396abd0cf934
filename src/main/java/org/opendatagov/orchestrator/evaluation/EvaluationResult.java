package org.opendatagov.orchestrator.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came of all cases, for people and as JSON.
 *
 * @param model that was to judge; {@code none}: evidence alone; empty: as the settings say
 */
record EvaluationResult(String model, List<CaseScore> cases) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String LINE = "%-28s %9s %9s %9s %11s %11s %9s%n";

    EvaluationResult {
        cases = List.copyOf(cases);
    }

    Scores total() {
        return Scores.sum(cases.stream().map(CaseScore::scores).toList());
    }

    boolean failed() {
        return cases.stream().anyMatch(score -> !score.failure().isEmpty());
    }

    private double seconds(int percent) {
        List<Double> sorted = cases.stream().map(CaseScore::seconds).sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil((sorted.size() - 1) * percent / 100.0));
    }

    String text() {
        StringBuilder text = new StringBuilder("Model: " + (model.isEmpty() ? "as the settings say" : model) + "\n");
        text.append(String.format(
                Locale.ROOT, LINE, "case", "precision", "recall", "by model", "unsupported", "USD", "seconds"));
        cases.forEach(score -> text.append(line(score.id(), score.scores(), score.seconds())));
        text.append(line("all, seconds at the median", total(), seconds(50)));
        cases.forEach(score -> remarks(score).forEach(remark -> text.append(score.id() + ": " + remark + "\n")));
        return text.toString();
    }

    private static String line(String name, Scores scores, double seconds) {
        return String.format(
                Locale.ROOT,
                LINE,
                name,
                share(scores.precision()),
                share(scores.recall()),
                share(scores.modelPrecision()),
                share(scores.unsupportedShare()),
                scores.costUsd().signum() == 0 ? "0" : String.format(Locale.ROOT, "%.5f", scores.costUsd()),
                String.format(Locale.ROOT, "%.2f", seconds));
    }

    private static String share(Optional<Double> share) {
        return share.map(value -> String.format(Locale.ROOT, "%.3f", value)).orElse("–");
    }

    private static List<String> remarks(CaseScore score) {
        List<String> remarks = new ArrayList<>();
        if (!score.failure().isEmpty()) {
            remarks.add("failed: " + score.failure());
        }
        score.missed().forEach(label -> remarks.add("missed " + label));
        score.wrong().forEach(title -> remarks.add("not labelled: " + title));
        if (!score.silent().isEmpty()) {
            remarks.add("evidence alone: " + score.silent());
        }
        return remarks;
    }

    String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("model", model);
        members.put("cases", cases.stream().map(EvaluationResult::json).toList());
        members.put("total", json(total()));
        members.put("seconds_p50", seconds(50));
        members.put("seconds_p95", seconds(95));
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation is not writable as JSON", e);
        }
    }

    private static Map<String, Object> json(CaseScore score) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", score.id());
        score.run().ifPresent(run -> members.put("run_id", run.toString()));
        members.put("failure", score.failure());
        members.put("seconds", score.seconds());
        members.put("evidence_alone", score.silent());
        members.put("scores", json(score.scores()));
        members.put("missed", score.missed());
        members.put("not_labelled", score.wrong());
        return members;
    }

    private static Map<String, Object> json(Scores scores) {
        Map<String, Object> members = new LinkedHashMap<>();
        scores.precision().ifPresent(share -> members.put("precision", share));
        scores.recall().ifPresent(share -> members.put("recall", share));
        scores.modelPrecision().ifPresent(share -> members.put("model_precision", share));
        scores.unsupportedShare().ifPresent(share -> members.put("unsupported_share", share));
        members.put("expected", scores.expected());
        members.put("found", scores.found());
        members.put("findings", scores.counted());
        members.put("right", scores.right());
        members.put("model_findings", scores.modelCounted());
        members.put("claims", scores.claims());
        members.put("unsupported", scores.unsupported());
        members.put("cost_usd", scores.costUsd());
        return members;
    }
}
