package org.opendatagov.orchestrator.evaluation;

import java.util.Locale;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Finding;

/**
 * A finding as a label says it: all that it names must fit.
 *
 * @param reference what the finding's begins with
 * @param title what the finding's contains, whatever the case of letters
 */
record Expected(
        Optional<String> dataset,
        Optional<String> column,
        Optional<String> job,
        Optional<String> reference,
        Optional<String> title) {
    boolean fits(Finding finding) {
        return fits(dataset, finding.subject().dataset())
                && fits(column, finding.subject().column())
                && fits(job, finding.subject().job())
                && reference
                        .filter(wanted -> !finding.reference().startsWith(wanted))
                        .isEmpty()
                && title.filter(wanted -> !lower(finding.title()).contains(lower(wanted)))
                        .isEmpty();
    }

    private static boolean fits(Optional<String> wanted, @org.jspecify.annotations.Nullable String found) {
        return wanted.filter(name -> !name.equals(found)).isEmpty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return String.join(
                " ",
                java.util.stream.Stream.of(
                                column.map(name -> "column " + name),
                                dataset.map(name -> "dataset " + name),
                                job.map(name -> "job " + name),
                                reference.map(name -> "reference " + name),
                                title.map(name -> "\"" + name + "\""))
                        .flatMap(Optional::stream)
                        .toList());
    }
}
