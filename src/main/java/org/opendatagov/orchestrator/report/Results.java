package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertReport;

/** Reads the results of experts, which are JSON values: what is not there, or of another type, is left out. */
final class Results {
    private Results() {}

    /** The objects of a list in a report's result. */
    static List<Map<?, ?>> maps(ExpertReport report, String name) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (report.result().get(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    static String text(Map<?, ?> map, String name) {
        Object value = map.get(name);
        return value == null ? "" : String.valueOf(value);
    }

    static Optional<Long> whole(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    static boolean flag(Map<?, ?> map, String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    /** A number without exponent. */
    static String plain(@Nullable Object number) {
        return number == null
                ? ""
                : new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }
}
