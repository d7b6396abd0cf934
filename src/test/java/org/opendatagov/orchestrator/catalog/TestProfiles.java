package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetFormat;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.privacy.ClassMatch;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;

/** Datasets and profiles in few words, for tests that need no file. */
public final class TestProfiles {
    private static final long ROWS = 100;

    private TestProfiles() {}

    /** A dataset whose id follows from its location. */
    public static Dataset dataset(String location, String fingerprint) {
        String id = String.format(Locale.ROOT, "%016x", location.hashCode() & 0xffffffffL);
        return new Dataset(id, location, DatasetFormat.PARQUET, fingerprint, 1 << 20, List.of("part-0.parquet"));
    }

    public static DatasetProfile profile(Dataset dataset, ColumnProfile... columns) {
        return new DatasetProfile(
                dataset.fingerprint(),
                dataset.format(),
                ROWS,
                dataset.bytes(),
                Optional.empty(),
                Optional.empty(),
                List.of(columns),
                List.of());
    }

    /** A column that is not personal. */
    public static ColumnProfile column(String name, String type, long distinct) {
        return column(name, type, distinct, new ColumnVerdict(false, false, List.of(), "nothing was found"));
    }

    /** A column whose values validate as these classes; the special one is of GDPR Art. 9. */
    public static ColumnProfile personal(String name, boolean special, String... classes) {
        List<ClassMatch> matches = Stream.of(classes)
                .map(found -> new ClassMatch(found, 0.9, ROWS, ROWS, 1))
                .toList();
        return column(name, "text", 90, new ColumnVerdict(true, special, matches, "values validate"));
    }

    public static ColumnProfile column(String name, String type, long distinct, ColumnVerdict verdict) {
        return new ColumnProfile(
                name,
                0,
                "VARCHAR",
                type,
                "",
                1,
                true,
                0,
                distinct,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                verdict);
    }
}
