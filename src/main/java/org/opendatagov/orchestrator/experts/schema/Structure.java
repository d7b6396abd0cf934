package org.opendatagov.orchestrator.experts.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/**
 * What queries over the rows tell: candidate keys and functional dependencies, all of them verified on all rows.
 *
 * @param notes where the search stopped
 */
record Structure(List<List<String>> keys, List<Dependency> dependencies, List<String> notes) {
    private static final int COLUMNS = 40;
    private static final Set<String> COMPARABLE = Set.of("VARCHAR", "BOOLEAN", "DATE", "UUID", "BLOB");

    static Structure find(Connection connection, DatasetProfile profile) throws SQLException {
        List<List<String>> single = Keys.single(profile);
        List<ColumnProfile> comparable = profile.columns().stream()
                .filter(Structure::comparable)
                .filter(column -> !single.contains(List.of(column.name())))
                .filter(column -> column.distinct() + (column.nulls() > 0 ? 1 : 0) > 1)
                .toList();
        Notes notes = new Notes();
        if (comparable.size() > COLUMNS) {
            notes.add("only the first %d of %d columns were combined".formatted(COLUMNS, comparable.size()));
        }
        long different = profile.rows() - profile.duplicateRows().orElse(0L);
        Optional<String> key = single.stream().findFirst().map(List::getFirst);
        Sample sample = Sample.of(connection, comparable.stream().limit(COLUMNS).toList(), key, Math.max(1, different));
        Verification verification = new Verification(connection, profile.rows());
        boolean keyless = single.isEmpty() && different == profile.rows() && profile.rows() > 1;
        List<List<String>> keys = keyless ? new Keys(sample, verification, notes).composed() : single;
        List<Dependency> dependencies = new Dependencies(sample, verification, keys, notes).find();
        return new Structure(keys, dependencies, notes.all());
    }

    private static boolean comparable(ColumnProfile column) {
        String type = column.physicalType();
        boolean list = type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP");
        boolean number = type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|(DECIMAL|ENUM).*|TIME.*");
        return !list && (number || COMPARABLE.contains(type));
    }
}
