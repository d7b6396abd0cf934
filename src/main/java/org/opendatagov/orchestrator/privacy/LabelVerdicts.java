package org.opendatagov.orchestrator.privacy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be said of a column whose values nobody has seen: what its label hints at, or what somebody has tagged it with. */
public final class LabelVerdicts {
    /** A label is right about as often as not; this project's own figure. */
    private static final double LABEL = 0.4;
    /** Somebody has said so. */
    private static final double TAG = 0.9;

    private LabelVerdicts() {}

    /** By the label alone: classes without a single value counted. */
    public static ColumnVerdict ofLabel(String name) {
        Label label = new Label(name);
        Map<String, ClassMatch> classes = new LinkedHashMap<>();
        Arrays.stream(Detector.values())
                .filter(label::hints)
                .forEach(detector -> classes.put(detector.className(), match(detector.className(), LABEL)));
        Optional<String> special = label.special();
        special.ifPresent(category -> classes.put(category, match(category, LABEL)));
        return new ColumnVerdict(
                !classes.isEmpty(),
                special.isPresent(),
                List.copyOf(classes.values()),
                classes.isEmpty()
                        ? "Its values were not looked at; its label hints at nothing personal."
                        : "Its values were not looked at; its label alone suggests this.");
    }

    /** By what it is tagged with; a tag that is no class says only that the column is personal. */
    public static ColumnVerdict ofTags(String name, List<String> classes, boolean special) {
        List<ClassMatch> known = classes.isEmpty()
                ? ofLabel(name).classes()
                : classes.stream().map(found -> match(found, TAG)).toList();
        boolean sensitive = special || new Label(name).special().isPresent();
        return new ColumnVerdict(true, sensitive, known, "Its values were not looked at; a tag says this.");
    }

    /** Names of the classes that detectors know. */
    public static boolean isClass(String word) {
        return Arrays.stream(Detector.values())
                .anyMatch(detector -> detector.className().equals(word));
    }

    private static ClassMatch match(String name, double confidence) {
        return new ClassMatch(name, confidence, 0, 0, 0);
    }
}
