package org.opendatagov.orchestrator.knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Files remembered in memory, of one replica. */
final class FakeDocumentFiles implements DocumentFiles {
    private final Map<String, State> states = new TreeMap<>();
    private final List<String> gone = new ArrayList<>();
    private boolean away;

    @Override
    public void gave(Source file, int version) {
        keep(file, Optional.of(version), List.of());
    }

    @Override
    public void refused(Source file, List<Problem> problems) {
        keep(file, Optional.ofNullable(states.get(file.path())).flatMap(State::version), problems);
    }

    /** Whether nothing can be kept. */
    void away(boolean away) {
        this.away = away;
    }

    private void keep(Source file, Optional<Integer> version, List<Problem> problems) {
        if (away) {
            throw new OrchestratorException(ErrorCode.STORE_UNAVAILABLE, "The store is away.");
        }
        gone.remove(file.path());
        states.put(
                file.path(), new State(file.path(), file.tenant(), file.document(), version, problems, Instant.EPOCH));
    }

    @Override
    public List<Seen> seen() {
        return states.keySet().stream()
                .map(path -> new Seen(path, gone.contains(path)))
                .toList();
    }

    @Override
    public void hold(UUID holder, List<String> paths) {
        // There is nobody else.
    }

    @Override
    public boolean gone(UUID holder, String path) {
        return gone.add(path);
    }

    @Override
    public List<State> list(String tenant, int most) {
        return states.values().stream()
                .filter(state -> !gone.contains(state.path()))
                .toList();
    }

    List<String> gone() {
        return List.copyOf(gone);
    }
}
