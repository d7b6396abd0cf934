package org.opendatagov.orchestrator.experts.performance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.opendatagov.orchestrator.plan.PlanNode;

/** Numbers and names of plans as people read them. */
final class PlanFigures {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

    private PlanFigures() {}

    /** Six digits are more than any measurement of a plan has. */
    static BigDecimal rounded(double value) {
        BigDecimal number = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    static Map<String, Object> of(Object... namesAndNumbers) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int index = 0; index < namesAndNumbers.length; index += 2) {
            Object value = namesAndNumbers[index + 1];
            figures.put(
                    String.valueOf(namesAndNumbers[index]), value instanceof Double number ? rounded(number) : value);
        }
        return figures;
    }

    static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String bytes(double bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
    }

    /** As a setting takes it: whole megabytes, a power of two. */
    static String setting(double bytes) {
        long megabytes = 1;
        while (megabytes * 1024 * 1024 < bytes) {
            megabytes *= 2;
        }
        return megabytes + "MB";
    }

    /** {@code Seq Scan on orders (node 3)}. */
    static String operator(PlanNode node) {
        return node.name() + node.label("relation").map(name -> " on " + name).orElse("") + " (node " + node.id() + ")";
    }

    static String relation(PlanNode node) {
        return node.label("relation").orElse(node.name());
    }
}
