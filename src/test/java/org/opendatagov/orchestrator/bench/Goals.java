package org.opendatagov.orchestrator.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints figures, and remembers the goals that were missed. */
final class Goals {
    private final List<String> missed = new ArrayList<>();

    @FormatMethod
    void figure(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    void atMost(String name, double figure, double goal, String unit) {
        boolean reached = figure <= goal;
        figure("%-44s %8.2f %s (goal: at most %.2f) %s", name, figure, unit, goal, reached ? "" : "MISSED");
        if (!reached) {
            missed.add(name);
        }
    }

    void atLeast(String name, double figure, double goal, String unit) {
        boolean reached = figure >= goal;
        figure("%-44s %8.0f %s (goal: at least %.0f) %s", name, figure, unit, goal, reached ? "" : "MISSED");
        if (!reached) {
            missed.add(name);
        }
    }

    void holds(String name, boolean reached) {
        figure("%-44s %s", name, reached ? "yes" : "no MISSED");
        if (!reached) {
            missed.add(name);
        }
    }

    /** 0 where all goals were reached. */
    int status() {
        if (!missed.isEmpty()) {
            figure("missed: %s", String.join(", ", missed));
        }
        return missed.isEmpty() ? 0 : 1;
    }
}
