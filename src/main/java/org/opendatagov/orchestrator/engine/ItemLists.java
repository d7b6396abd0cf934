package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lists that fan-outs, splits and loops go over: recorded before their first item, so that replay goes over the same. */
@Component
class ItemLists {
    private final Journal journal;
    private final Clock clock;

    ItemLists(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    List<Object> recorded(RunExecution run, Place place, Supplier<List<Object>> evaluated) {
        Optional<JournalEntry> earlier = run.history().list(place);
        if (earlier.isPresent()) {
            return JournalJson.readList(earlier.get().payload());
        }
        String json = JournalJson.write(evaluated.get());
        try {
            journal.append(run.epoch(), run.entry(EntryKind.ITEMS, place, 0, "", json, clock.instant()))
                    .join();
        } catch (CompletionException e) {
            run.refusedBy(e);
            throw new Refused();
        }
        return JournalJson.readList(json);
    }
}
