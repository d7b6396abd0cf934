package org.opendatagov.orchestrator.experts.compliance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.catalog.YamlFolder;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packs there are: those of this service, and those of a folder. A file may add rules to a pack ({@code extend}), or be a pack of its own. A
 * wrong file is logged and left out whole; every judgement tells which were.
 */
final class RulePacks {
    private static final Logger LOG = LoggerFactory.getLogger(RulePacks.class);
    static final Set<String> BUILT_IN = Set.of("gdpr", "hipaa", "lgpd");

    private final Map<String, RulePack> packs = new TreeMap<>();
    private final Map<String, List<Problem>> skipped = new TreeMap<>();

    private RulePacks() {}

    static RulePacks read(Path folder) {
        RulePacks read = new RulePacks();
        BUILT_IN.forEach(id -> read.packs.put(id, RulePack.builtIn(id)));
        Map<String, RulePack> added = new LinkedHashMap<>();
        for (Path path : YamlFolder.files(folder, "orchestrator.compliance.rules")) {
            PackFile file = PackFile.read(path);
            String name = path.getFileName().toString();
            file.pack().ifPresent(pack -> added.put(name, pack));
            if (!file.problems().isEmpty()) {
                read.skipped.put(name, file.problems());
            }
        }
        added.forEach(read::add);
        read.skipped.forEach((name, problems) ->
                LOG.warn("The rules '{}' are wrong and were left out: {}", name, describe(problems)));
        return read;
    }

    private void add(String name, RulePack pack) {
        List<Problem> problems = conflicts(pack);
        if (!problems.isEmpty()) {
            skipped.put(name, problems);
            return;
        }
        pack.extend()
                .ifPresentOrElse(
                        other -> packs.computeIfPresent(other, (id, known) -> known.and(pack.rules())),
                        () -> packs.put(pack.id(), pack));
    }

    private List<Problem> conflicts(RulePack pack) {
        List<Problem> problems = new ArrayList<>();
        if (packs.containsKey(pack.id())) {
            problems.add(new Problem("invalid_rules", "/id", "There is a pack '%s' already.".formatted(pack.id())));
        }
        pack.extend()
                .filter(other -> !packs.containsKey(other))
                .ifPresent(other -> problems.add(new Problem(
                        "invalid_rules",
                        "/extend",
                        "There is no pack '%s'; there are %s.".formatted(other, String.join(", ", packs.keySet())))));
        Set<String> used = packs.values().stream()
                .flatMap(known -> known.rules().stream())
                .map(Rule::id)
                .collect(Collectors.toSet());
        for (int index = 0; index < pack.rules().size(); index++) {
            if (used.contains(pack.rules().get(index).id())) {
                problems.add(new Problem(
                        "invalid_rules", "/rules/" + index + "/id", "'id' is used by a rule of another pack."));
            }
        }
        return problems;
    }

    private static String describe(List<Problem> problems) {
        return problems.stream()
                .map(problem -> (problem.path() + " " + problem.message()).strip())
                .collect(Collectors.joining(" "));
    }

    Optional<RulePack> find(String id) {
        return Optional.ofNullable(packs.get(id));
    }

    List<String> ids() {
        return List.copyOf(packs.keySet());
    }

    /** Names of files that were left out, each with what is wrong. */
    Map<String, List<Problem>> skipped() {
        return java.util.Collections.unmodifiableMap(skipped);
    }
}
