package org.opendatagov.orchestrator.knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory that keeps one version of each document: enough for what asks documents and not for what versions them. */
public final class FakeDocumentStore implements DocumentStore {
    private final Map<String, Draft> drafts = new TreeMap<>();
    private final Map<String, Long> changes = new HashMap<>();
    private long change;

    @Override
    public synchronized Optional<Saved> same(String id, String hash) {
        return Optional.ofNullable(drafts.get(id))
                .filter(draft -> draft.hash().equals(hash))
                .map(draft -> new Saved(version(draft), false));
    }

    @Override
    public synchronized Saved save(Draft draft) {
        drafts.put(draft.id(), draft);
        changes.put(draft.id(), ++change);
        return new Saved(version(draft), true);
    }

    private Draft draft(String id) {
        return Objects.requireNonNull(drafts.get(id), id);
    }

    private static DocumentVersion version(Draft draft) {
        NewDocument document = draft.document();
        return new DocumentVersion(
                draft.id(),
                1,
                document.nameOrFileName(),
                document.tenant(),
                draft.title(),
                draft.source(),
                draft.format(),
                document.experts(),
                document.metadata(),
                document.content().contentLength(),
                draft.pieces().size(),
                Instant.EPOCH);
    }

    @Override
    public synchronized List<DocumentVersion> list(String tenant, int most) {
        return drafts.values().stream().map(FakeDocumentStore::version).toList();
    }

    @Override
    public List<DocumentVersion> versions(String tenant, String id) {
        return list(tenant, 0).stream()
                .filter(version -> version.id().equals(id))
                .toList();
    }

    @Override
    public Optional<Instant> retired(String tenant, String id) {
        return Optional.empty();
    }

    @Override
    public synchronized List<DocumentPassage> passages(String tenant, String id, int version) {
        return draft(id).pieces().stream().map(Vectored::passage).toList();
    }

    @Override
    public synchronized List<Passage> found(String tenant, List<PassageIndex.Hit> hits) {
        List<Passage> passages = new ArrayList<>();
        for (PassageIndex.Hit hit : hits) {
            Draft draft = draft(hit.document());
            DocumentPassage passage = draft.pieces().get(hit.passage() - 1).passage();
            passages.add(new Passage(
                    hit.document(),
                    hit.version(),
                    hit.passage(),
                    PassageIndex.titled(draft.title(), passage.heading()),
                    draft.source(),
                    passage.text(),
                    hit.score()));
        }
        return passages;
    }

    @Override
    public synchronized boolean remove(String tenant, String id) {
        changes.put(id, ++change);
        return drafts.remove(id) != null;
    }

    @Override
    public synchronized List<Change> changes(long after) {
        return changes.entrySet().stream()
                .filter(entry -> entry.getValue() > after)
                .map(entry -> new Change(entry.getValue(), entry.getKey(), drafts.containsKey(entry.getKey()) ? 1 : 0))
                .sorted(java.util.Comparator.comparingLong(Change::change))
                .toList();
    }

    @Override
    public synchronized Optional<PassageIndex.Entry> entry(String id, int version) {
        return Optional.ofNullable(drafts.get(id)).map(draft -> {
            NewDocument document = draft.document();
            List<PassageIndex.Indexed> passages = draft.pieces().stream()
                    .map(piece -> new PassageIndex.Indexed(
                            piece.passage().passage(),
                            PassageIndex.searched(
                                    draft.title(),
                                    piece.passage().heading(),
                                    piece.passage().text()),
                            piece.vector()))
                    .toList();
            return new PassageIndex.Entry(
                    id, version, document.tenant(), document.experts(), document.metadata(), passages);
        });
    }

    @Override
    public synchronized boolean known(String id, String hash) {
        return drafts.containsKey(id);
    }
}
