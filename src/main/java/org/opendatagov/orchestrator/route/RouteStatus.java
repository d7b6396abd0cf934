package org.opendatagov.orchestrator.route;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * How a route of a file stands.
 *
 * @param id of the route or workflow; empty where the file was never read
 * @param problems why the file as it is now is rejected; what it held before goes on
 */
public record RouteStatus(String file, String id, State state, List<Problem> problems) {
    public RouteStatus {
        problems = List.copyOf(problems);
    }

    /** Whether the file as it is now is in force. */
    public enum State {
        RUNNING,
        REJECTED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
