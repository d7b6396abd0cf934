package org.opendatagov.orchestrator.knowledge;

import java.util.List;
import org.opendatagov.orchestrator.adapter.memory.MemoryIndexes;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;

/**
 * Asks the starter knowledge the questions that the search was made by ({@code knowledge/questions.txt}) and those that nothing was chosen by
 * ({@code knowledge/held-out.txt}), by each kind of search, and prints hit rate at 5 and MRR, once within the documents of the expert that asks and
 * once within all. With an argument it prints the questions of the first that were missed, too.
 */
public final class RetrievalBenchmark {
    private RetrievalBenchmark() {}

    public static void main(String[] arguments) {
        try (StarterKnowledge knowledge = new StarterKnowledge(MemoryIndexes.passages())) {
            for (String name : List.of(Questions.CHOSEN_BY, Questions.HELD_OUT)) {
                ask(name, knowledge, arguments.length > 0 && name.equals(Questions.CHOSEN_BY));
            }
        }
    }

    private static void ask(String name, StarterKnowledge knowledge, boolean withMissed) {
        for (boolean everyExpert : new boolean[] {false, true}) {
            System.out.println(name
                    + (everyExpert ? ", among the documents of all experts" : ", among those of the expert that asks"));
            for (Ranking ranking : Ranking.values()) {
                Questions.Result result = Questions.ask(name, knowledge, ranking, everyExpert);
                System.out.println("  " + ranking + " (" + result.asked() + " questions): " + result);
                if (withMissed) {
                    result.missed().forEach(question -> System.out.println("    missed " + question));
                }
            }
        }
    }
}
