package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.privacy.IdentifyingRole;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * By which columns a dataset is judged.
 *
 * @param proposed whether the quasi-identifiers were proposed by label and class, and not given
 * @param masked columns that are said to be masked
 * @param smallestClass records that a class must have at least
 */
record AnonymityQuestion(
        List<String> quasiIdentifiers,
        boolean proposed,
        List<String> sensitive,
        Set<String> masked,
        long smallestClass) {
    static final String QUASI_IDENTIFIERS = "quasi_identifiers";
    static final String SENSITIVE = "sensitive";
    static final String MASKED = "masked";
    static final String MINIMUM_K = "minimum_k";
    /**
     * The cell size below which statistics are commonly suppressed (El Emam, Guide to the De-Identification of Personal Health
     * Information, 2013, chapter 16: five is the most common one).
     */
    static final long COMMON_CELL_SIZE = 5;

    /**
     * What is asked for, and proposed where nothing is.
     *
     * @throws OrchestratorException {@code invalid_input} with every name that is no column, and every column with two parts
     */
    static AnonymityQuestion of(ExpertRequest request, DatasetProfile profile, Declarations declared) {
        return of(request.inputs(), profile, declared);
    }

    /** What is proposed of one dataset of many: columns that are given would not be columns of all. */
    static AnonymityQuestion proposed(Map<String, Object> inputs, DatasetProfile profile, Declarations declared) {
        Object smallest = inputs.get(MINIMUM_K);
        return of(smallest == null ? Map.of() : Map.of(MINIMUM_K, smallest), profile, declared);
    }

    private static AnonymityQuestion of(Map<String, Object> inputs, DatasetProfile profile, Declarations declared) {
        List<String> given = texts(inputs.get(QUASI_IDENTIFIERS));
        List<String> sensitive = texts(inputs.get(SENSITIVE));
        List<String> masked = texts(inputs.get(MASKED));
        check(profile, given, sensitive, masked);
        List<String> attributes = sensitive.isEmpty() ? with(profile, IdentifyingRole.SENSITIVE, given) : sensitive;
        Set<String> said = new LinkedHashSet<>(masked);
        said.addAll(declared.maskedColumns());
        if (!declared.maskingMeasures().isEmpty() && declared.maskedColumns().isEmpty()) {
            said.addAll(with(profile, IdentifyingRole.IDENTIFIER, List.of()));
        }
        Object smallest = inputs.get(MINIMUM_K);
        return new AnonymityQuestion(
                given.isEmpty() ? with(profile, IdentifyingRole.QUASI_IDENTIFIER, attributes) : given,
                given.isEmpty(),
                attributes,
                said,
                smallest instanceof Number number ? number.longValue() : COMMON_CELL_SIZE);
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).distinct().toList()
                : List.of();
    }

    private static List<String> with(DatasetProfile profile, IdentifyingRole role, List<String> but) {
        return profile.columns().stream()
                .filter(column -> IdentifyingRole.of(column.name(), column.privacy()) == role)
                .map(ColumnProfile::name)
                .filter(name -> !but.contains(name))
                .toList();
    }

    private static void check(DatasetProfile profile, List<String> given, List<String> sensitive, List<String> masked) {
        List<String> columns =
                profile.columns().stream().map(ColumnProfile::name).toList();
        List<Problem> problems = new ArrayList<>();
        unknown(QUASI_IDENTIFIERS, given, columns, problems);
        unknown(SENSITIVE, sensitive, columns, problems);
        unknown(MASKED, masked, columns, problems);
        for (int index = 0; index < sensitive.size(); index++) {
            if (given.contains(sensitive.get(index))) {
                problems.add(new Problem(
                        "wrong_value",
                        "/" + SENSITIVE + "/" + index,
                        "'%s' cannot be a quasi-identifier and sensitive at once; name it in one list."
                                .formatted(sensitive.get(index))));
            }
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private static void unknown(String input, List<String> named, List<String> columns, List<Problem> problems) {
        for (int index = 0; index < named.size(); index++) {
            if (!columns.contains(named.get(index))) {
                problems.add(new Problem(
                        "unknown_column",
                        "/" + input + "/" + index,
                        "'%s' is no column of the dataset; its columns are %s."
                                .formatted(named.get(index), String.join(", ", columns))));
            }
        }
    }

    String roleOf(ColumnProfile column) {
        if (quasiIdentifiers.contains(column.name())) {
            return IdentifyingRole.QUASI_IDENTIFIER.text();
        }
        if (sensitive.contains(column.name())) {
            return IdentifyingRole.SENSITIVE.text();
        }
        IdentifyingRole role = IdentifyingRole.of(column.name(), column.privacy());
        return role == IdentifyingRole.IDENTIFIER ? role.text() : IdentifyingRole.OTHER.text();
    }
}
