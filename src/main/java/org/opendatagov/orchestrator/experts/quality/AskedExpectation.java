package org.opendatagov.orchestrator.experts.quality;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.privacy.Anonymiser;
import org.opendatagov.orchestrator.privacy.Masking;

/**
 * An expectation that somebody, maybe a language model, wants to be run: nothing of it is trusted.
 *
 * @param given its parameters by Great Expectations' names, without those that are null
 */
record AskedExpectation(ExpectationType type, Map<String, Object> given) {
    /** @param request whose inputs have no problems */
    static AskedExpectation of(ExpertRequest request) {
        return new AskedExpectation(
                ExpectationType.of(request.requiredText("type")).orElseThrow(), given(request));
    }

    static Map<String, Object> given(ExpertRequest request) {
        Map<String, Object> given = new LinkedHashMap<>();
        request.inputs().forEach((name, value) -> {
            if (value != null && QualitySchemas.EXPECTATION_PARAMETERS.containsKey(name)) {
                given.put(name, value);
            }
        });
        return given;
    }

    static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    String text(String name) {
        return String.valueOf(given.getOrDefault(name, ""));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(given.get(name));
    }

    /** Great Expectations' share of the elements that must hold. */
    double mostly() {
        return given.get("mostly") instanceof Number share ? share.doubleValue() : 1;
    }

    /** Whether a figure equals {@code value}, or lies within the bounds that are given. */
    boolean holds(BigDecimal figure) {
        return at("value").map(value -> value.compareTo(figure) == 0).orElse(true)
                && at("min_value")
                        .map(least -> above(figure.compareTo(least), "strict_min"))
                        .orElse(true)
                && at("max_value")
                        .map(most -> above(most.compareTo(figure), "strict_max"))
                        .orElse(true);
    }

    private boolean above(int compared, String strict) {
        return flag(strict) ? compared > 0 : compared >= 0;
    }

    private Optional<BigDecimal> at(String name) {
        return Optional.ofNullable(given.get(name)).flatMap(ChosenValues::number);
    }

    List<String> texts(String name) {
        return given.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Its parameters as they may be shown: what looks like a person's value, to its shape. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>(given);
        shown.replaceAll((name, value) -> switch (name) {
            case "value_set" ->
                ((List<?>) value).stream().map(AskedExpectation::masked).toList();
            case "regex", "min_value", "max_value" -> masked(value);
            default -> value;
        });
        return shown;
    }

    private static Object masked(Object value) {
        return value instanceof String text && !new Anonymiser().text(text).equals(text) ? Masking.shape(text) : value;
    }

    /** The columns that it names, by the parameter that names them. */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : List.of("column", "column_a", "column_b")) {
            if (given.containsKey(name)) {
                columns.put("/" + name, text(name));
            }
        }
        List<String> list = texts("column_list");
        for (int index = 0; index < list.size(); index++) {
            columns.put("/column_list/" + index, list.get(index));
        }
        return columns;
    }
}
