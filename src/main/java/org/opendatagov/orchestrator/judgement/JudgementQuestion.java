package org.opendatagov.orchestrator.judgement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.knowledge.Passage;

/** Puts what an expert found into a question that has room for so much: the most severe findings first, then the evidence that they rest on, then the result. */
final class JudgementQuestion {
    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_RESULT = 120;
    private static final int LONGEST_INPUT = 1_500;
    private static final int LONGEST_PASSAGE = 1_000;
    private static final String TASK = "Judge what stands between the marks. Answer with the JSON object alone.";

    private final DataLines lines;
    private final int most;
    private final StringBuilder written = new StringBuilder(DataLines.BEGIN).append('\n');

    /** @param most characters */
    JudgementQuestion(DataLines lines, int most) {
        this.lines = lines;
        this.most = most;
    }

    /** @param inputs those that may be shown */
    String of(String action, Map<String, Object> inputs, ExpertReport report, List<Passage> passages) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("action", action);
        call.put("inputs", inputs);
        call.put("summary", report.summary());
        written.append(lines.line(Map.of("call", call), LONGEST_INPUT)).append('\n');
        Map<String, Object> left = new LinkedHashMap<>();
        left.put("findings", add(findings(report), most / 2, LONGEST_TEXT));
        left.put(
                "knowledge",
                add(passages.stream().map(JudgementQuestion::line).toList(), most * 3 / 4, LONGEST_PASSAGE));
        left.put("evidence", add(evidence(report), most, LONGEST_TEXT));
        left.put(
                "results",
                add(
                        ResultEvidence.of(report).stream()
                                .map(JudgementQuestion::line)
                                .toList(),
                        most,
                        LONGEST_RESULT));
        if (left.values().stream().anyMatch(count -> !count.equals(0))) {
            written.append(lines.line(Map.of("left_out_for_size", left), LONGEST_TEXT))
                    .append('\n');
        }
        return written.append(DataLines.END).append('\n').append(TASK).toString();
    }

    /** Adds lines as long as there is room. @return how many were left out */
    private int add(List<Map<String, Object>> all, int room, int longest) {
        int left = 0;
        for (Map<String, Object> one : all) {
            // Once one is left out the rest is: a small one of less weight takes no place of a large one.
            String line = left > 0 ? "" : lines.line(one, longest);
            if (left > 0 || written.length() + line.length() > room) {
                left++;
            } else {
                written.append(line).append('\n');
            }
        }
        return left;
    }

    private static List<Finding> worstFirst(ExpertReport report) {
        return report.findings().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    private static List<Map<String, Object>> findings(ExpertReport report) {
        return worstFirst(report).stream().map(JudgementQuestion::line).toList();
    }

    private static List<Map<String, Object>> evidence(ExpertReport report) {
        Map<String, Evidence> all = new LinkedHashMap<>();
        report.evidence().forEach(evidence -> all.put(evidence.id(), evidence));
        Set<String> order = new LinkedHashSet<>();
        worstFirst(report).forEach(finding -> order.addAll(finding.evidence()));
        order.addAll(all.keySet());
        List<Map<String, Object>> ordered = new ArrayList<>();
        for (String id : order) {
            Evidence evidence = all.get(id);
            if (evidence != null) {
                ordered.add(line(evidence));
            }
        }
        return ordered;
    }

    private static Map<String, Object> line(Finding finding) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("finding", finding.id());
        line.put("severity", finding.severity().text());
        line.put("title", finding.title());
        line.put("detail", finding.detail());
        line.put("subject", subject(finding.subject()));
        line.put("evidence", finding.evidence());
        line.put("recommendation", finding.recommendation());
        line.put("reference", finding.reference());
        return line;
    }

    private static Map<String, Object> line(Evidence evidence) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("evidence", evidence.id());
        line.put("kind", evidence.kind());
        line.put("subject", subject(evidence.subject()));
        line.put("description", evidence.description());
        line.put("figures", evidence.figures());
        return line;
    }

    static Map<String, Object> line(Passage passage) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("knowledge", passage.citation());
        line.put("title", passage.title());
        line.put("text", passage.text());
        return line;
    }

    private static Map<String, Object> subject(Subject subject) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "dataset", subject.dataset());
        put(members, "column", subject.column());
        put(members, "job", subject.job());
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
