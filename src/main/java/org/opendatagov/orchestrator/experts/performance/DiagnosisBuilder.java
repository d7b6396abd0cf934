package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Severity;

/** Writes a diagnosis part by part. Texts with values are formats. */
@SuppressWarnings("AnnotateFormatMethod")
final class DiagnosisBuilder {
    private final Cause cause;
    private final Severity severity;
    private List<Integer> stageIds = List.of();
    private String detail = "";
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private String rule = "";
    private String source = "";
    private final List<String> advice = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private double savedSeconds;
    private String savedHow = "No time is saved by itself.";

    DiagnosisBuilder(Cause cause, Severity severity) {
        this.cause = cause;
        this.severity = severity;
    }

    DiagnosisBuilder stages(Integer... ids) {
        return stages(List.of(ids));
    }

    DiagnosisBuilder stages(List<Integer> ids) {
        stageIds = ids.stream().distinct().sorted().toList();
        return this;
    }

    DiagnosisBuilder detail(String text, Object... values) {
        detail = text.formatted(values);
        return this;
    }

    DiagnosisBuilder figure(String name, Object value) {
        figures.put(name, value instanceof Double number ? Math.round(number * 1000) / 1000.0 : value);
        return this;
    }

    DiagnosisBuilder rule(String compared, String from) {
        rule = compared;
        source = from;
        return this;
    }

    DiagnosisBuilder advise(String text, Object... values) {
        advice.add(text.formatted(values));
        return this;
    }

    /** A setting that follows from the figures; it is named in the advice, too. */
    DiagnosisBuilder set(String key, Object value) {
        settings.put(key, String.valueOf(value));
        return this;
    }

    DiagnosisBuilder saves(double seconds, String how) {
        savedSeconds = seconds;
        savedHow = how;
        return this;
    }

    Diagnosis build() {
        settings.forEach((key, value) -> advice.add("Set %s=%s.".formatted(key, value)));
        return new Diagnosis(
                cause, stageIds, severity, detail, figures, rule, source, advice, settings, savedSeconds, savedHow);
    }
}
