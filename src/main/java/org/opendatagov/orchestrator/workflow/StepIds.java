package org.opendatagov.orchestrator.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Ids of splits, loops, choices and filters: the author's, or the kind with its number in the file. */
final class StepIds {
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    private final YamlTree yaml;
    private final Problems problems;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    StepIds(YamlTree yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    String next(String kind, @Nullable Node given) {
        int number = counts.merge(kind, 1, Integer::sum);
        String id = given == null ? kind + number : yaml.text(given);
        if (given != null && !ID.matcher(id).matches()) {
            reject(
                    ProblemCode.BAD_ID,
                    given,
                    "the id '" + Shown.text(id) + "' must hold letters, digits, _ and - alone, at most 63.");
        } else if (!used.add(id)) {
            int line = given == null ? 0 : yaml.line(given);
            problems.add(yaml.coded(
                    ProblemCode.DUPLICATE_ID,
                    line,
                    "the id '" + id + "' is used by two of split, loop, choice and filter; give each its own."));
        }
        return id;
    }

    private void reject(String code, Node where, String what) {
        problems.add(yaml.coded(code, yaml.line(where), what));
    }
}
