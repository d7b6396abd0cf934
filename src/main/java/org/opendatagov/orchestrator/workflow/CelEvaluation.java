package org.opendatagov.orchestrator.workflow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import java.util.Map;
import java.util.Optional;
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
        CelVariableResolver resolver = name ->
                variables.containsKey(name) ? Optional.of(CelValues.toCel(variables.get(name))) : Optional.empty();
        try {
            return ScopedValue.where(EvaluationBudget.CURRENT, new EvaluationBudget())
                    .call(() -> json(program.eval(resolver)));
        } catch (CelEvaluationException e) {
            throw Expression.failed(text, reason(e));
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
        if (root(e) instanceof EvaluationBudget.SpentException) {
            return "it takes too much work";
        }
        CelErrorCode code = e.getCause() instanceof CelEvaluationException inner ? code(inner) : code(e);
        return switch (code) {
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

    private static Throwable root(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : root(cause);
    }

    private static CelErrorCode code(CelEvaluationException e) {
        return e.getCause() instanceof CelRuntimeException cause ? cause.getErrorCode() : e.getErrorCode();
    }

    private String missing(String message) {
        Matcher matcher = MISSING.matcher(message);
        return matcher.find() && words.contains(matcher.group(1))
                ? "'" + matcher.group(1) + "' is missing"
                : "a member is missing";
    }
}
