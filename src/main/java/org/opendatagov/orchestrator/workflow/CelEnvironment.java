package org.opendatagov.orchestrator.workflow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** CEL as workflows use it: the variables {@code inputs, tasks, item, index}, the standard functions and those on strings, lists, numbers. */
final class CelEnvironment {
    /** Longest text of an expression. */
    static final int MAX_LENGTH = 10_000;
    /** Deepest nesting of an expression; the parser and the evaluation recurse. */
    static final int MAX_DEPTH = 100;
    /** Rounds of all comprehensions of one evaluation together. */
    static final int MAX_ROUNDS = 100_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MAX_ROUNDS)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_DEPTH)
            .maxRegexProgramSize(10_000)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelFunctions.STRINGS, CelFunctions.LISTS, CelFunctions.MATH)
            .addVar("inputs", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("tasks", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("item", SimpleType.DYN)
            .addVar("index", SimpleType.INT)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .addFunctionBindings(CelFunctions.charged(OPTIONS))
            .build();

    private CelEnvironment() {}

    /** @throws OrchestratorException {@code bad_expression} with what is wrong and where */
    static CelAbstractSyntaxTree check(String text) {
        if (text.length() > MAX_LENGTH) {
            throw bad(text, "it has " + text.length() + " characters, at most " + MAX_LENGTH + " are read.");
        }
        try {
            return COMPILER.compile(text).getAst();
        } catch (CelValidationException e) {
            throw bad(
                    text,
                    e.getErrors().stream()
                                    .limit(3)
                                    .map(CelEnvironment::describe)
                                    .collect(Collectors.joining("; ")) + ".");
        }
    }

    static CelRuntime.Program program(CelAbstractSyntaxTree ast, String text) {
        try {
            return RUNTIME.createProgram(ast);
        } catch (CelEvaluationException e) {
            throw bad(text, "CEL cannot prepare it.");
        }
    }

    private static String describe(CelIssue issue) {
        return "at column " + (issue.getSourceLocation().getColumn() + 1) + " " + Shown.text(issue.getMessage(), 300);
    }

    private static OrchestratorException bad(String text, String what) {
        return new OrchestratorException(
                ErrorCode.INVALID_INPUT,
                List.of(new Problem(
                        ProblemCode.BAD_EXPRESSION,
                        "",
                        "The expression '" + Shown.text(text) + "' is not valid CEL: " + what)));
    }
}
