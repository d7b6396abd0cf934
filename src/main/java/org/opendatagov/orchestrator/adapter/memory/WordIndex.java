package org.opendatagov.orchestrator.adapter.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Entry;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Indexed;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Query;
import org.opendatagov.orchestrator.knowledge.Terms;

/** The words of passages in Lucene's inverted index, in memory, ranked by BM25 with its usual parameters (k1 1.2, b 0.75). */
final class WordIndex {
    private static final String DOCUMENT = "document";
    private static final String VERSION = "version";
    private static final String PASSAGE = "passage";
    private static final String TENANT = "tenant";
    private static final String EXPERT = "expert";
    private static final String MEMBER = "member";
    private static final String TEXT = "text";
    private static final String EVERY = "*";

    /** Further words of a long question say little. */
    private static final int MOST_TERMS = 200;

    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final AtomicLong changes = new AtomicLong();
    private volatile long shown;

    WordIndex() {
        try {
            writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(Terms.ANALYZER));
            searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException e) {
            throw memory(e);
        }
    }

    void put(Entry entry) {
        List<Document> passages = entry.passages().stream()
                .map(passage -> document(entry, passage))
                .toList();
        try {
            writer.updateDocuments(new Term(DOCUMENT, entry.document()), passages);
            changes.incrementAndGet();
        } catch (IOException e) {
            throw memory(e);
        }
    }

    private static Document document(Entry entry, Indexed passage) {
        Document document = new Document();
        document.add(new StringField(DOCUMENT, entry.document(), Store.NO));
        document.add(new SortedDocValuesField(DOCUMENT, new BytesRef(entry.document())));
        document.add(new NumericDocValuesField(VERSION, entry.version()));
        document.add(new NumericDocValuesField(PASSAGE, passage.passage()));
        document.add(new StringField(TENANT, entry.tenant(), Store.NO));
        (entry.experts().isEmpty() ? List.of(EVERY) : entry.experts())
                .forEach(expert -> document.add(new StringField(EXPERT, expert, Store.NO)));
        entry.metadata().forEach((name, value) -> document.add(new StringField(MEMBER, name + "=" + value, Store.NO)));
        document.add(new TextField(TEXT, passage.text(), Store.NO));
        return document;
    }

    void remove(String document) {
        try {
            writer.deleteDocuments(new Term(DOCUMENT, document));
            changes.incrementAndGet();
        } catch (IOException e) {
            throw memory(e);
        }
    }

    List<Hit> search(Query query, int limit) {
        try {
            showChanges();
            IndexSearcher searcher = searchers.acquire();
            try {
                return hits(searcher, searcher.search(asked(query), limit).scoreDocs);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw memory(e);
        }
    }

    /** Whoever comes while another shows them waits for it: noted as shown they are when they are. */
    private void showChanges() throws IOException {
        long made = changes.get();
        if (shown < made) {
            searchers.maybeRefreshBlocking();
            shown = made;
        }
    }

    private static BooleanQuery asked(Query query) {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        Terms.of(query.text()).stream()
                .distinct()
                .limit(MOST_TERMS)
                .forEach(term -> words.add(new TermQuery(new Term(TEXT, term)), Occur.SHOULD));
        BooleanQuery.Builder whole = new BooleanQuery.Builder()
                .add(words.build(), Occur.MUST)
                .add(anyOf(TENANT, "", query.tenant()), Occur.FILTER);
        if (!query.expert().isEmpty()) {
            whole.add(anyOf(EXPERT, EVERY, query.expert()), Occur.FILTER);
        }
        query.filters()
                .forEach((name, value) -> whole.add(new TermQuery(new Term(MEMBER, name + "=" + value)), Occur.FILTER));
        return whole.build();
    }

    private static BooleanQuery anyOf(String field, String one, String other) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(field, one)), Occur.SHOULD)
                .add(new TermQuery(new Term(field, other)), Occur.SHOULD)
                .build();
    }

    private static List<Hit> hits(IndexSearcher searcher, ScoreDoc[] found) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc scored : found) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(scored.doc, leaves));
            int document = scored.doc - leaf.docBase;
            SortedDocValues names = DocValues.getSorted(leaf.reader(), DOCUMENT);
            names.advanceExact(document);
            hits.add(new Hit(
                    names.lookupOrd(names.ordValue()).utf8ToString(),
                    number(leaf, VERSION, document),
                    number(leaf, PASSAGE, document),
                    scored.score));
        }
        return hits;
    }

    private static int number(LeafReaderContext leaf, String field, int document) throws IOException {
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        values.advanceExact(document);
        return (int) values.longValue();
    }

    private static UncheckedIOException memory(IOException e) {
        return new UncheckedIOException("an index in memory has no file that could fail", e);
    }
}
