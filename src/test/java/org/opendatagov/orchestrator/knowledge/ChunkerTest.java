package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final int SIZE = 200;
    private static final int OVERLAP = 50;

    private static Block text(String text) {
        return Block.text(text, "line 1");
    }

    @Test
    void a_passage_knows_the_headings_that_lead_to_it_and_never_reaches_over_one() {
        List<Piece> pieces = Chunker.cut(
                List.of(
                        text("above"),
                        new Block(1, "A", ""),
                        text("one"),
                        new Block(2, "B", ""),
                        text("two"),
                        new Block(2, "C", ""),
                        new Block(1, "D", ""),
                        Block.text("three", "page 4")),
                SIZE,
                OVERLAP);

        assertThat(pieces)
                .containsExactly(
                        new Piece("", "line 1", "above"),
                        new Piece("A", "line 1", "one"),
                        new Piece("A > B", "line 1", "two"),
                        new Piece("D", "page 4", "three"));
    }

    @Test
    void a_long_section_is_cut_at_sentences_and_repeats_the_last_one() {
        String sentences = IntStream.range(0, 20)
                .mapToObj(number -> "Sentence number " + number + " ends here.")
                .collect(Collectors.joining(" "));

        List<Piece> pieces = Chunker.cut(List.of(text(sentences)), SIZE, OVERLAP);

        assertThat(pieces).hasSizeGreaterThan(3).allMatch(piece -> piece.text().endsWith("here."));
        assertThat(pieces.get(0).text()).endsWith("number 5 ends here.");
        assertThat(pieces.get(1).text()).startsWith("Sentence number 5 ends here. Sentence number 6");
    }

    @Test
    void a_table_longer_than_a_passage_is_cut_at_its_rows() {
        String table = IntStream.range(0, 30)
                .mapToObj(row -> "| row " + row + " | value |")
                .collect(Collectors.joining("\n"));

        assertThat(Chunker.cut(List.of(text(table)), SIZE, 0))
                .allMatch(piece -> piece.text().startsWith("|") && piece.text().endsWith("|"));
    }

    @Property(tries = 200)
    void no_passage_is_too_long_or_empty_and_no_word_is_lost(
            @ForAll @Size(max = 12) List<@StringLength(max = 500) String> texts) {
        List<Block> blocks = new ArrayList<>();
        texts.forEach(text -> blocks.add(blocks.size() % 4 == 3 ? new Block(1, text, "") : text(text)));

        List<Piece> pieces = Chunker.cut(blocks, SIZE, OVERLAP);

        assertThat(pieces)
                .allMatch(piece -> !piece.text().isBlank() && piece.text().length() <= SIZE + 1);
        String all = pieces.stream().map(Piece::text).collect(Collectors.joining());
        blocks.stream()
                .filter(block -> !block.heading())
                .flatMapToInt(block -> block.text().codePoints())
                .filter(point -> !Character.isWhitespace(point) && point > ' ')
                .forEach(point -> assertThat(all.codePoints().anyMatch(found -> found == point))
                        .isTrue());
    }
}
