package org.opendatagov.orchestrator.workflow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An expression that CEL evaluates, within its budget. CEL's own messages quote values: only the words of the expression are named. */
final class CelEvaluation implements Expression.Evaluation {
    private static final Pattern MISSING = Pattern.compile("key '([^']*)' is not present");

    private final String text;
    private final CelRuntime.Program program;
    private final Set<String> words;

    CelEvaluation(String text, CelAbstractSyntaxTree ast, Set<String> words) {
        this.text = text;
        this.program = CelEnvironment.program(ast, text);
        this.words = words;
    }

    static Expression.Type type(CelType type) {
        return switch (type.kind()) {
            case BOOL -> Expression.Type.CONDITION;
            case LIST -> Expression.Type.LIST;
            case INT, UINT, DOUBLE -> Expression.Type.NUMBER;
            case STRING -> Expression.Type.TEXT;
            case DYN, ANY, OPAQUE -> Expression.Type.ANY;
            default -> Expression.Type.OTHER;
        };
    }

    @Override
    public @Nullable Object evaluate(Map<String, ?> variables) {
        Map<String, Object> converted = new HashMap<>();
        variables.forEach((name, value) -> converted.put(name, CelValues.toCel(value)));
        try {
            return ScopedValue.where(EvaluationBudget.CURRENT, new EvaluationBudget())
                    .call(() -> json(program.eval(converted)));
        } catch (CelEvaluationException e) {
            throw Expression.failed(text, reason(e));
        } catch (EvaluationBudget.SpentException e) {
            throw Expression.failed(text, "it takes too much work");
        }
    }

    private @Nullable Object json(Object value) {
        if (value instanceof CelUnknownSet) {
            throw Expression.failed(text, "something that it refers to is not there");
        }
        try {
            return CelValues.toJson(value);
        } catch (IllegalArgumentException e) {
            throw Expression.failed(text, "its value is no JSON");
        }
    }

    private String reason(CelEvaluationException e) {
        if (e.getCause() instanceof EvaluationBudget.SpentException) {
            return "it takes too much work";
        }
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> missing(String.valueOf(e.getMessage()));
            case INDEX_OUT_OF_BOUNDS -> "an index is outside its list";
            case DIVIDE_BY_ZERO -> "it divides by zero";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD ->
                "an operation is given values of types that it does not take";
            case NUMERIC_OVERFLOW -> "a number is too large";
            case ITERATION_BUDGET_EXCEEDED -> "it takes more than " + CelEnvironment.MAX_ROUNDS + " rounds";
            case BAD_FORMAT -> "a value has not the form that a conversion expects";
            case INVALID_ARGUMENT -> "a function is given a value that it does not take";
            default -> "its values do not fit";
        };
    }

    private String missing(String message) {
        Matcher matcher = MISSING.matcher(message);
        return matcher.find() && words.contains(matcher.group(1))
                ? "'" + matcher.group(1) + "' is missing"
                : "a member is missing";
    }
}
