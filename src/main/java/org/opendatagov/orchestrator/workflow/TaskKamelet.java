package org.opendatagov.orchestrator.workflow;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kamelets that a task step goes to. */
enum TaskKamelet {
    EXPERT("expert-task-action", ""),
    ROUTE("route-task-action", "route of group tasks"),
    APPROVAL("approval-action", ""),
    WORKFLOW("workflow-action", "workflow");

    private static final String SCHEME = "kamelet:";
    private static final String PREFIX = "workflow:";

    /** What every kamelet takes. */
    private static final class Common {
        static final Set<String> PARAMETERS = Set.of(
                "task",
                "inputs",
                "dependsOn",
                "timeout",
                "maxAttempts",
                "backoff",
                "onFailure",
                "when",
                "forEach",
                "concurrency",
                "key");
    }

    private final String kamelet;
    private final String what;

    TaskKamelet(String kamelet, String what) {
        this.kamelet = kamelet;
        this.what = what;
    }

    static Optional<TaskKamelet> of(String uri) {
        return Arrays.stream(values())
                .filter(kamelet -> kamelet.uri().equals(uri))
                .findFirst();
    }

    static List<String> uris() {
        return Arrays.stream(values()).map(TaskKamelet::uri).toList();
    }

    static TaskKamelet of(Work work) {
        return switch (work) {
            case Work.ExpertAction action -> EXPERT;
            case Work.TaskRoute route -> ROUTE;
            case Work.SubWorkflow sub -> WORKFLOW;
            case Work.Approval approval -> APPROVAL;
        };
    }

    String uri() {
        return SCHEME + kamelet;
    }

    Set<String> parameters() {
        Set<String> all = new HashSet<>(Common.PARAMETERS);
        all.addAll(own());
        return all;
    }

    private List<String> own() {
        return switch (this) {
            case EXPERT -> List.of("expert", "action");
            case ROUTE, WORKFLOW -> List.of("uses");
            case APPROVAL -> List.of();
        };
    }

    boolean needsUses() {
        return own().contains("uses");
    }

    String what() {
        return what;
    }

    /** The definition's {@code uses} for the kamelet's. */
    Optional<String> uses(String given) {
        return switch (this) {
            case EXPERT -> Optional.empty();
            case APPROVAL -> Optional.of(name().toLowerCase(Locale.ROOT));
            case ROUTE -> Optional.of(given);
            case WORKFLOW -> Optional.of(given.startsWith(PREFIX) ? given : PREFIX + given);
        };
    }
}
