package org.opendatagov.orchestrator.judgement;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.knowledge.Passage;

/**
 * What a claim can rest on. Names may be any that the report, its inputs or the passages hold; figures must be those of the evidence that the
 * claim points to, of what rules concluded from it, or of the inputs.
 */
final class Grounds {
    private final ExpertReport report;
    private final ExpertRequest request;
    private final Map<String, Evidence> evidence = new HashMap<>();
    private final Map<String, Finding> findings = new HashMap<>();
    private final Map<String, Passage> passages = new HashMap<>();
    private final Names names = new Names();
    private final DataTexts texts = new DataTexts();

    Grounds(ExpertRequest request, ExpertReport report, List<Passage> found) {
        this.report = report;
        this.request = request;
        report.evidence().forEach(one -> evidence.put(one.id(), one));
        ResultEvidence.of(report).forEach(one -> evidence.putIfAbsent(one.id(), one));
        report.findings().forEach(one -> findings.put(one.id(), one));
        found.forEach(one -> passages.put(one.citation(), one));
        texts(found);
        names.add(request.action());
        addNames(request.inputs());
        addNames(report.summary());
        addNames(report.result());
        report.evidence().forEach(one -> {
            addNames(one.subject());
            addNames(List.of(one.id(), one.kind(), one.description()));
            addNames(one.figures());
        });
        report.findings().forEach(one -> {
            addNames(one.subject());
            addNames(List.of(one.id(), one.title(), one.detail(), one.recommendation(), one.reference()));
        });
        found.forEach(
                passage -> names.add(List.of(passage.citation(), passage.title(), passage.source(), passage.text())));
    }

    /** What the data itself says in whole sentences. */
    private void texts(List<Passage> found) {
        texts.add(request.inputs());
        request.context().getAll().values().forEach(value -> texts.add(value.value()));
        texts.addNames(report.result());
        report.evidence().forEach(one -> {
            subject(one.subject(), texts::add);
            texts.add(one.figures());
        });
        report.findings().forEach(one -> {
            subject(one.subject(), texts::add);
            texts.addQuoted(one.title());
            texts.addQuoted(one.detail());
        });
        found.forEach(passage -> texts.addPassage(passage.text()));
    }

    private static void subject(Subject subject, Consumer<@Nullable Object> taken) {
        taken.accept(subject.dataset());
        taken.accept(subject.column());
        taken.accept(subject.job());
    }

    private void addNames(Subject subject) {
        subject(subject, this::addNames);
    }

    /** All names of a JSON value; a sentence of the data is one name, whose words are none. */
    private void addNames(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                addNames(String.valueOf(key));
                addNames(member);
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::addNames);
        } else if (value instanceof String text && texts.isSentence(text)) {
            names.addWhole(text);
        } else if (value instanceof String text) {
            names.add(texts.without(text));
        } else {
            names.add(value);
        }
    }

    /** Why a claim is not supported; empty where it is. */
    Optional<String> against(Claim claim) {
        return pointing(claim)
                .or(() -> texts.echoed(claim.text()))
                .or(() -> naming(claim))
                .or(() -> figures(claim));
    }

    private Optional<String> pointing(Claim claim) {
        Optional<String> unknown = claim.evidence().stream()
                .filter(id -> !evidence.containsKey(id) && !findings.containsKey(id) && !passages.containsKey(id))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of("It points to '" + unknown.get() + "', which is no evidence.");
        }
        boolean resting = claim.kind().equals("suggestion")
                ? !claim.evidence().isEmpty()
                : !supporting(claim.evidence()).isEmpty();
        return resting ? Optional.empty() : Optional.of("It points to no evidence.");
    }

    private Optional<String> naming(Claim claim) {
        return claim.names().stream()
                .filter(name -> !names.holds(name))
                .findFirst()
                .or(() -> names.foreign(claim.text()))
                .map(name -> "It names '" + name + "', which the evidence does not.");
    }

    private Optional<String> figures(Claim claim) {
        Set<String> cited = supporting(claim.evidence());
        Figures figures = new Figures();
        addFigures(figures, request.inputs());
        addFigures(figures, report.summary());
        figures.add(cited.size());
        cited.stream().flatMap(id -> Stream.ofNullable(evidence.get(id))).forEach(one -> {
            addFigures(figures, one.figures());
            addFigures(figures, one.description());
        });
        report.findings().stream()
                .filter(finding -> claim.evidence().contains(finding.id())
                        || finding.evidence().stream().anyMatch(cited::contains))
                .forEach(one ->
                        addFigures(figures, List.of(one.title(), one.detail(), one.recommendation(), one.reference())));
        claim.evidence().stream()
                .flatMap(id -> Stream.ofNullable(passages.get(id)))
                .forEach(passage -> figures.add(passage.text()));
        // Between backticks stand names, which are looked at as such.
        return figures.foreign(claim.text().replaceAll("`[^`]*`", "`"))
                .map(number -> "It says '" + number + "', which the evidence that it points to does not.");
    }

    private void addFigures(Figures figures, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(member -> addFigures(figures, member));
        } else if (value instanceof Collection<?> list) {
            list.forEach(item -> addFigures(figures, item));
        } else {
            figures.add(value instanceof String text ? texts.without(text) : value);
        }
    }

    /** The evidence behind what a claim points to: a finding stands for what it rests on. */
    Set<String> supporting(Collection<String> ids) {
        Set<String> cited = new LinkedHashSet<>();
        for (String id : ids) {
            @Nullable Finding finding = findings.get(id);
            if (evidence.containsKey(id)) {
                cited.add(id);
            } else if (finding != null) {
                // A finding that names no evidence is evidence enough itself.
                cited.addAll(finding.evidence().isEmpty() ? List.of(id) : finding.evidence());
            }
        }
        return cited;
    }

    boolean isFinding(String id) {
        return findings.containsKey(id);
    }

    boolean isPassage(String id) {
        return passages.containsKey(id);
    }
}
