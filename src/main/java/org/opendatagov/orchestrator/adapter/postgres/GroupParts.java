package org.opendatagov.orchestrator.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.RunChange;
import org.opendatagov.orchestrator.engine.RunState;

/** The writes of a group by what they are; changes of runs that were given back already are left out. */
record GroupParts(List<NewRun> runs, List<JournalEntry> entries, List<RunChange> changes, List<UUID> commands) {
    static GroupParts of(List<Write> group, long epoch, Set<UUID> givenBack) {
        GroupParts parts = new GroupParts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        group.stream().filter(write -> write.epoch() == epoch).forEach(write -> parts.add(write, givenBack));
        return parts;
    }

    private void add(Write write, Set<UUID> givenBack) {
        switch (write) {
            case Write.Create create -> runs.add(create.run());
            case Write.Append append -> {
                entries.add(append.entry());
                append.command().ifPresent(commands::add);
            }
            case Write.Change change -> {
                if (!givenBack.contains(change.change().run())) {
                    changes.add(change.change());
                    entries.add(change.entry());
                }
            }
        }
    }

    List<UUID> retried() {
        return changes.stream()
                .filter(change -> change.state() == RunState.RUNNING)
                .map(RunChange::run)
                .toList();
    }
}
