package org.opendatagov.orchestrator.adapter.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.knowledge.Fusion;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Entry;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Query;
import org.opendatagov.orchestrator.knowledge.TextVector;

/**
 * Vectors, one array a document, one row a passage. Every row of a document that the question may see is compared: exact, without an index
 * to build, and bound by the speed of memory, not by the multiplications (100,000 rows are 154 MB). A large table is gone through in halves.
 */
final class VectorTable {
    private static final int LARGE = 20_000;

    private final Map<String, Rows> documents = new ConcurrentHashMap<>();
    private final AtomicInteger passages = new AtomicInteger();

    /** The passages of a document; its entry is kept without them. */
    private static final class Rows {
        private final Entry entry;
        private final int[] passages;
        private final float[] table;

        Rows(Entry whole) {
            int count = whole.passages().size();
            int dimensions =
                    count == 0 ? 0 : whole.passages().getFirst().vector().dimensions();
            entry = new Entry(
                    whole.document(), whole.version(), whole.tenant(), whole.experts(), whole.metadata(), List.of());
            passages = new int[count];
            table = new float[count * dimensions];
            for (int row = 0; row < count; row++) {
                passages[row] = whole.passages().get(row).passage();
                whole.passages().get(row).vector().copyTo(table, row * dimensions);
            }
        }

        int count() {
            return passages.length;
        }

        double similarity(TextVector vector, int row) {
            return vector.similarity(table, row * vector.dimensions());
        }

        Hit hit(int row, double score) {
            return new Hit(entry.document(), entry.version(), passages[row], score);
        }
    }

    void put(Entry entry) {
        Rows rows = new Rows(entry);
        passages.addAndGet(rows.count() - count(documents.put(entry.document(), rows)));
    }

    void remove(String document) {
        passages.addAndGet(-count(documents.remove(document)));
    }

    Map<String, Integer> versions() {
        return documents.values().stream()
                .collect(Collectors.toMap(rows -> rows.entry.document(), rows -> rows.entry.version()));
    }

    int passages() {
        return passages.get();
    }

    private static int count(@Nullable Rows rows) {
        return rows == null ? 0 : rows.count();
    }

    /** The nearest passages, best first; a score is the cosine of the angle between the vectors. */
    List<Hit> search(Query query, int limit) {
        List<Rows> visible = documents.values().stream()
                .filter(rows -> rows.entry.visible(query))
                .toList();
        int passages = visible.stream().mapToInt(rows -> rows.count()).sum();
        Stream<List<Rows>> parts = passages < LARGE
                ? Stream.of(visible)
                : halves(visible, passages).parallel();
        return parts.flatMap(part -> nearest(part, query.vector(), limit).stream())
                .sorted(Fusion.BEST_FIRST)
                .limit(limit)
                .toList();
    }

    private static Stream<List<Rows>> halves(List<Rows> all, int passages) {
        int middle = 0;
        for (int before = 0; before < passages / 2; middle++) {
            before += all.get(middle).count();
        }
        return Stream.of(all.subList(0, middle), all.subList(middle, all.size()));
    }

    private static List<Hit> nearest(List<Rows> part, TextVector vector, int limit) {
        PriorityQueue<Hit> best = new PriorityQueue<>(limit + 1, Fusion.BEST_FIRST.reversed());
        double least = Double.NEGATIVE_INFINITY;
        for (Rows rows : part) {
            for (int row = 0; row < rows.count(); row++) {
                double score = rows.similarity(vector, row);
                if (score >= least) {
                    best.add(rows.hit(row, score));
                    if (best.size() > limit) {
                        best.remove();
                        least = best.element().score();
                    }
                }
            }
        }
        return new ArrayList<>(best);
    }

    /** How near a passage is that was found otherwise; -1 where it is not held. */
    double similarity(Query query, Hit hit) {
        Rows rows = documents.get(hit.document());
        if (rows == null || rows.entry.version() != hit.version()) {
            return -1;
        }
        return IntStream.range(0, rows.count())
                .filter(row -> rows.passages[row] == hit.passage())
                .mapToObj(row -> rows.similarity(query.vector(), row))
                .max(Comparator.naturalOrder())
                .orElse(-1.0);
    }
}
