package org.opendatagov.orchestrator.workflow;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * A CEL expression over {@code inputs}, {@code tasks} and, inside for_each, split and loop, {@code item} and {@code index}.
 * Compiled once for each distinct text. Immutable and thread-safe.
 */
public final class Expression {
    private static final Pattern PATH = Pattern.compile("(inputs|tasks|item)(\\.[a-zA-Z_][a-zA-Z0-9_]*)+");
    private static final Set<String> RESERVED = Set.of("in", "true", "false", "null");
    /** Characters of all texts that the cache keeps: of short expressions some tens of thousands. */
    private static final long CACHED_CHARACTERS = 2_000_000;

    private static final LoadingCache<String, Expression> CACHE = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((String text, Expression expression) -> text.length() + 20)
            .executor(Runnable::run)
            .build(Expression::parse);

    private final String text;
    private final ExpressionUse use;
    private final Evaluation evaluation;
    private final Type type;

    /** How an expression comes to its value. */
    interface Evaluation {
        @Nullable
        Object evaluate(Map<String, ?> variables);
    }

    /** What an expression gives, as far as is known before it is evaluated. */
    enum Type {
        CONDITION,
        LIST,
        NUMBER,
        TEXT,
        /** Only the evaluation tells. */
        ANY,
        OTHER
    }

    private Expression(String text, ExpressionUse use, Type type, Evaluation evaluation) {
        this.text = text;
        this.use = use;
        this.type = type;
        this.evaluation = evaluation;
    }

    /**
     * The expression of this text.
     *
     * @param text CEL, or CEL in <code>${…}</code>
     * @throws OrchestratorException {@code invalid_input}; its problem is {@code bad_expression} where the text is no CEL, else
     *     {@code bad_reference}
     */
    public static Expression compile(String text) {
        return CACHE.get(References.unwrapped(text));
    }

    private static Expression parse(String text) {
        if (PATH.matcher(text).matches()) {
            List<String> names = List.of(text.split("\\."));
            if (Collections.disjoint(names, RESERVED)) {
                return path(text, names);
            }
        }
        var ast = CelEnvironment.check(text);
        ExpressionUse use = ExpressionUse.of(ast.getExpr());
        refuse(text, use);
        return new Expression(
                text, use, CelEvaluation.type(ast.getResultType()), new CelEvaluation(text, ast, use.words));
    }

    private static Expression path(String text, List<String> names) {
        ExpressionUse use = ExpressionUse.ofPath(names);
        refuse(text, use);
        return new Expression(text, use, Type.ANY, new PathEvaluation(text, names));
    }

    private static void refuse(String text, ExpressionUse use) {
        if (!use.problems.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem(
                            ProblemCode.BAD_REFERENCE,
                            "",
                            "The expression '" + Shown.text(text) + "' cannot be evaluated: "
                                    + String.join("; ", use.problems) + ".")));
        }
    }

    /**
     * The expression's value: map, list, text, Long, Double, Boolean or null; collections cannot be modified.
     *
     * @param variables {@code inputs}, {@code tasks} (id to {@code result} and {@code status}), {@code item}, {@code index}: JSON values
     * @throws OrchestratorException {@code bad_reference} where a member is missing, types do not fit or the work is too large
     */
    public @Nullable Object evaluate(Map<String, ?> variables) {
        return evaluation.evaluate(variables);
    }

    /** The value as a condition; a value that is not true or false is a {@code bad_reference}. */
    public boolean holds(Map<String, ?> variables) {
        if (evaluate(variables) instanceof Boolean holds) {
            return holds;
        }
        throw failed(text, "a condition must be true or false");
    }

    static OrchestratorException failed(String text, String reason) {
        return new OrchestratorException(
                ErrorCode.BAD_REFERENCE,
                "The expression '" + Shown.text(text, 200) + "' could not be evaluated: " + reason
                        + ". Check what it refers to, or guard it with has(…).");
    }

    /** The CEL text. */
    public String text() {
        return text;
    }

    /** Ids of the tasks that it reads. */
    public Set<String> tasks() {
        return Collections.unmodifiableSet(use.tasks);
    }

    /** Names of the run's inputs that it reads. */
    public Set<String> inputs() {
        return Collections.unmodifiableSet(use.inputs);
    }

    public boolean usesItem() {
        return use.item;
    }

    public boolean usesIndex() {
        return use.index;
    }

    Type type() {
        return type;
    }

    @Override
    public String toString() {
        return text;
    }
}
