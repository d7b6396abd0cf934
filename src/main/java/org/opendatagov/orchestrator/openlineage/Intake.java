package org.opendatagov.orchestrator.openlineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Takes events as they are sent: one, or a list of them. */
@Component
public class Intake {
    private final EventReader reader;
    private final LineageEvents events;

    public Intake(java.time.Clock clock, LineageEvents events) {
        this.reader = new EventReader(clock);
        this.events = events;
    }

    /** Keeps each event that is right, in the order in which they were sent; the problems of the others have their place in what was sent. */
    public EventBatch take(@Nullable Object sent) {
        List<?> all = sent instanceof List<?> list
                ? list
                : List.of(Optional.ofNullable(sent).orElse(""));
        List<Problem> problems = new ArrayList<>();
        int kept = 0;
        int duplicates = 0;
        for (int index = 0; index < all.size(); index++) {
            String path = sent instanceof List<?> ? "/" + index : "";
            Optional<LineageEvent> event = reader.read(all.get(index), path, problems);
            if (event.isPresent()) {
                boolean fresh = events.receive(event.get());
                kept += fresh ? 1 : 0;
                duplicates += fresh ? 0 : 1;
            }
        }
        return new EventBatch(all.size(), kept, duplicates, problems);
    }
}
