package org.opendatagov.orchestrator.workflow;

import dev.cel.common.CelOptions;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelMathExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The functions of CEL that expressions may use, each charged to the {@link EvaluationBudget}. */
final class CelFunctions {
    static final CelStringExtensions STRINGS = CelExtensions.strings();
    static final CelListsExtensions LISTS = CelExtensions.lists();
    static final CelMathExtensions MATH = CelExtensions.math();

    private CelFunctions() {}

    static List<CelFunctionBinding> charged(CelOptions options) {
        RuntimeEquality equality = RuntimeEquality.create(RuntimeHelpers.create(), options);
        List<CelFunctionBinding> all =
                new ArrayList<>(CelStandardFunctions.newBuilder().build().newFunctionBindings(equality, options));
        CelRuntimeBuilder collector = collector(all);
        STRINGS.setRuntimeOptions(collector);
        MATH.setRuntimeOptions(collector);
        LISTS.setRuntimeOptions(collector, equality, options);
        return all.stream().map(CelFunctions::charged).toList();
    }

    /** The extensions hand their functions to a builder; this one only takes them down. */
    private static CelRuntimeBuilder collector(List<CelFunctionBinding> into) {
        return (CelRuntimeBuilder) Proxy.newProxyInstance(
                CelRuntimeBuilder.class.getClassLoader(),
                new Class<?>[] {CelRuntimeBuilder.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("addFunctionBindings")) {
                        throw new IllegalStateException("CEL's extensions have changed: they call " + method);
                    }
                    if (arguments[0] instanceof CelFunctionBinding[] some) {
                        into.addAll(List.of(some));
                    } else if (arguments[0] instanceof Iterable<?> some) {
                        some.forEach(binding -> into.add((CelFunctionBinding) binding));
                    }
                    return proxy;
                });
    }

    private static CelFunctionBinding charged(CelFunctionBinding binding) {
        if (!binding.isStrict()) {
            return binding;
        }
        String id = binding.getOverloadId();
        CelFunctionOverload definition = binding.getDefinition();
        return CelFunctionBinding.from(id, List.copyOf(binding.getArgTypes()), arguments -> {
            EvaluationBudget.charge(before(id, arguments));
            Object result = definition.apply(arguments);
            EvaluationBudget.charge(EvaluationBudget.size(result));
            return result;
        });
    }

    /** The sizes of the arguments; of the functions whose result outgrows their sum, a bound of the result. */
    private static long before(String overload, Object[] arguments) {
        long sum = 1;
        for (Object argument : arguments) {
            sum += EvaluationBudget.size(argument);
        }
        return switch (overload) {
            case "matches", "matches_string" ->
                sum + EvaluationBudget.size(arguments[0]) * EvaluationBudget.size(arguments[1]) / 8;
            case "string_replace_string_string", "string_replace_string_string_int" ->
                sum + (EvaluationBudget.size(arguments[0]) + 1) * EvaluationBudget.size(arguments[2]);
            case "list_join" -> sum + EvaluationBudget.joined((List<?>) arguments[0], 0);
            case "list_join_string" ->
                sum + EvaluationBudget.joined((List<?>) arguments[0], EvaluationBudget.size(arguments[1]));
            case "lists_range" -> sum + (arguments[0] instanceof Long count ? Math.max(count, 0) : 0);
            case "list_flatten" -> sum + EvaluationBudget.joined((List<?>) arguments[0], 0);
            case "list_flatten_list_int" -> sum + flattened((List<?>) arguments[0], (Long) arguments[1]);
            default -> sum;
        };
    }

    private static long flattened(List<?> items, long depth) {
        long sum = 0;
        for (Object item : items) {
            sum += item instanceof List<?> inner && depth > 1
                    ? flattened(inner, depth - 1)
                    : EvaluationBudget.size(item);
            if (sum > EvaluationBudget.UNITS) {
                break;
            }
        }
        return sum;
    }
}
