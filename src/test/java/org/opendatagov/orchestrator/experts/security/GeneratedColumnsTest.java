package org.opendatagov.orchestrator.experts.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.privacy.ClassMatch;

/**
 * Classes columns of tables that are generated afresh in each run. The seed is printed; {@code -Dprivacy.seed=…} repeats a run, and
 * {@code -Dprivacy.rounds=20} takes that many seeds from there.
 */
class GeneratedColumnsTest {
    private static final double ENOUGH = 0.97;

    @TempDir
    private Path folder;

    /** Right, wrong and missed answers, and what was wrong. */
    private static final class Score {
        private final List<String> faults = new ArrayList<>();
        private int right;
        private int wrong;
        private int missed;

        void count(boolean expected, boolean found, String what) {
            right += expected && found ? 1 : 0;
            wrong += !expected && found ? 1 : 0;
            missed += expected && !found ? 1 : 0;
            if (expected != found) {
                faults.add((found ? "wrong: " : "missed: ") + what);
            }
        }

        double precision() {
            return (double) right / (right + wrong);
        }

        double recall() {
            return (double) right / (right + missed);
        }

        String print(String name) {
            return "%s precision %.4f recall %.4f (%d right, %d wrong, %d missed)"
                    .formatted(name, precision(), recall(), right, wrong, missed);
        }
    }

    @Test
    void personal_columns_and_their_classes_are_found_and_no_others() throws Exception {
        long first = Long.getLong("privacy.seed", new Random().nextInt(1_000_000));
        for (long seed = first; seed < first + Integer.getInteger("privacy.rounds", 1); seed++) {
            Score personal = new Score();
            Score classes = new Score();
            round(seed, personal, classes);
            System.out.println(
                    "privacy.seed=" + seed + " " + personal.print("personal") + ", " + classes.print("class"));
            if (Boolean.getBoolean("privacy.faults")) {
                classes.faults.forEach(System.out::println);
            }
            List<Double> figures =
                    List.of(personal.precision(), personal.recall(), classes.precision(), classes.recall());
            assertThat(figures).as("seed %d: %s", seed, classes.faults).allMatch(figure -> figure >= ENOUGH);
        }
    }

    private void round(long seed, Score personal, Score classes) throws Exception {
        GeneratedTables generator = new GeneratedTables(new Random(seed));
        for (int rows : List.of(30, 2_000)) {
            int number = 0;
            for (List<GeneratedTables.Column> table : generator.tables()) {
                Path file = folder.resolve("files/t-" + seed + "-" + rows + "-" + number++ + ".parquet");
                generator.write(table, rows, file);
                score(table, profile(file), rows, personal, classes);
            }
        }
    }

    private List<ColumnProfile> profile(Path file) {
        TestDatasets datasets = TestDatasets.in(folder.resolve("data"), folder.resolve("files"));
        Dataset dataset = datasets.datasets().open(file.toString(), Map.of());
        return datasets.datasets().profile(dataset).columns();
    }

    private static void score(
            List<GeneratedTables.Column> table, List<ColumnProfile> profiles, int rows, Score personal, Score classes) {
        for (int index = 0; index < table.size(); index++) {
            Kind kind = table.get(index).kind();
            var verdict = profiles.get(index).privacy();
            List<String> found =
                    verdict.classes().stream().map(ClassMatch::name).toList();
            String what = "%s, %d rows: %s".formatted(table.get(index), rows, verdict.classes());
            personal.count(kind.personal(), verdict.personal(), what);
            if (kind.personal()) {
                classes.count(true, found.contains(kind.expected()), what);
            }
            found.stream()
                    .filter(name -> !name.equals(kind.expected()))
                    .forEach(name -> classes.count(false, true, what));
        }
    }
}
