package org.opendatagov.orchestrator.workflow;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the expression of a split, loop, when or filter: CEL alone. */
final class ExpressionReader {
    private final YamlTree yaml;
    private final Problems problems;

    ExpressionReader(YamlTree yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    Optional<Expression> read(Node element, String name, Set<Expression.Type> types) {
        Map<String, Node> language = yaml.entries(
                yaml.entries(yaml.entries(element).get("expression")).get("language"));
        String text = yaml.text(language.get("expression"));
        boolean cel = yaml.text(language.get("language")).equals("cel")
                && Set.of("language", "expression", "id").containsAll(language.keySet());
        if (!cel || text.isBlank()) {
            reject(
                    ProblemCode.INVALID_WORKFLOW,
                    element,
                    "the expression of '" + name + "' must be CEL: write " + Vocabulary.CEL + ".");
            return Optional.empty();
        }
        return compiled(text, element).filter(expression -> fits(expression, types, name, element));
    }

    private Optional<Expression> compiled(String text, Node element) {
        try {
            return Optional.of(Expression.compile(text));
        } catch (OrchestratorException e) {
            e.problems().forEach(problem -> reject(problem.code(), element, problem.message()));
            return Optional.empty();
        }
    }

    private boolean fits(Expression expression, Set<Expression.Type> types, String name, Node element) {
        boolean fits = expression.type() == Expression.Type.ANY || types.contains(expression.type());
        if (!fits) {
            reject(
                    ProblemCode.BAD_EXPRESSION,
                    element,
                    "the expression of '" + name + "' must give a "
                            + types.iterator().next().name().toLowerCase(Locale.ROOT) + "; '"
                            + Shown.text(expression.text()) + "' does not.");
        }
        return fits;
    }

    private void reject(String code, Node where, String what) {
        problems.add(yaml.coded(code, yaml.line(where), what));
    }
}
