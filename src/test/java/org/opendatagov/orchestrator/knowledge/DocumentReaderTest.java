package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opendatagov.orchestrator.problem.OrchestratorException;

class DocumentReaderTest {
    private static ReadDocument read(DocumentFormat format, String text) {
        return DocumentReader.read(format, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refused(DocumentFormat format, byte[] content) {
        try {
            DocumentReader.read(format, content);
        } catch (OrchestratorException e) {
            assertThat(e.problems()).allMatch(problem -> problem.path().equals("/file"));
            return e.problems().getFirst().code();
        }
        return "read";
    }

    @Test
    void markdown_gives_its_title_its_headings_and_its_blocks_as_they_are_written() {
        ReadDocument document = read(DocumentFormat.MARKDOWN, """
                ---
                title: Retention
                source: "Art. 5"
                ---

                # Retention

                Kept *no longer* than needed.

                ## Periods ##

                | what | years |
                |---|---|
                | books | 10 |

                ```
                # no heading
                ```
                """);

        assertThat(document.title()).isEqualTo("Retention");
        assertThat(document.source()).isEqualTo("Art. 5");
        assertThat(document.blocks())
                .containsExactly(
                        new Block(0, "Kept *no longer* than needed.", "line 8"),
                        new Block(2, "Periods", "line 10"),
                        new Block(0, "| what | years |\n|---|---|\n| books | 10 |", "line 12"),
                        new Block(0, "```\n# no heading\n```", "line 16"));
    }

    @Test
    void html_gives_what_is_for_reading_and_nothing_that_runs_or_hides() {
        ReadDocument document = read(DocumentFormat.HTML, """
                <html><head><title>Rules</title><style>p {}</style></head><body>
                <nav>Home</nav><h1>First</h1><p>One &amp; <b>two</b>.</p><script>alert(1)</script>
                <ul><li>a<li>b</ul><table><tr><td>x<td>y</tr></table><p hidden>no</p><pre>a
                  b</pre></body></html>""");

        assertThat(document.title()).isEqualTo("Rules");
        assertThat(document.blocks())
                .extracting(Block::text)
                .containsExactly("First", "One & two.", "- a", "- b", "x | y", "a\n  b");
        assertThat(document.blocks().getFirst()).isEqualTo(new Block(1, "First", "line 2"));
    }

    @Test
    void html_is_read_by_the_charset_that_it_names() {
        byte[] page = "<meta charset=iso-8859-1><p>Größe</p>".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(DocumentReader.read(DocumentFormat.HTML, page).blocks())
                .extracting(Block::text)
                .containsExactly("Größe");
    }

    @Test
    void a_pdf_gives_its_title_headings_by_size_paragraphs_and_pages() {
        byte[] pdf = Pdfs.of(
                "Handbook",
                List.of(
                        List.of("A large heading", "The first para-\ngraph goes on."),
                        List.of("Second", "Text of it.")));

        ReadDocument document = DocumentReader.read(DocumentFormat.PDF, pdf);

        assertThat(document.title()).isEqualTo("Handbook");
        assertThat(document.blocks())
                .containsExactly(
                        new Block(1, "A large heading", "page 1"),
                        new Block(0, "The first paragraph goes on.", "page 1"),
                        new Block(1, "Second", "page 2"),
                        new Block(0, "Text of it.", "page 2"));
    }

    @Test
    void text_is_parted_at_blank_lines() {
        assertThat(read(DocumentFormat.TEXT, "\uFEFFone\r\nmore\r\n\r\n \r\ntwo")
                        .blocks())
                .containsExactly(new Block(0, "one\nmore", "line 1"), new Block(0, "two", "line 5"));
        assertThat(DocumentReader.read(DocumentFormat.TEXT, "\uFEFFüber".getBytes(StandardCharsets.UTF_16LE))
                        .blocks())
                .extracting(Block::text)
                .containsExactly("über");
    }

    @Test
    void what_is_no_pdf_encrypted_broken_or_a_scan_is_told_apart() {
        byte[] pdf = Pdfs.of("x", List.of(List.of("heading", "text")));

        assertThat(refused(DocumentFormat.PDF, "hello".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("wrong_format");
        assertThat(refused(DocumentFormat.PDF, java.util.Arrays.copyOf(pdf, 40)))
                .isEqualTo("broken");
        assertThat(refused(DocumentFormat.PDF, "%PDF-1.7\ngarbage".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("broken");
        assertThat(refused(DocumentFormat.PDF, Pdfs.encrypted("secret"))).isEqualTo("encrypted");
        assertThat(refused(DocumentFormat.PDF, Pdfs.of("x", List.of(List.of()))))
                .isEqualTo("no_text");
    }

    @Test
    void a_pdf_that_unpacks_to_more_than_memory_holds_is_refused_before_it_is_unpacked() {
        byte[] bomb = Pdfs.bomb(300L << 20);

        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(refused(DocumentFormat.PDF, bomb)).isEqualTo("too_large");
    }

    @Test
    void a_pdf_that_is_packed_twice_or_as_digits_is_no_way_around() {
        assertThat(refused(DocumentFormat.PDF, Pdfs.bombInBomb(1L << 30))).isEqualTo("too_large");
        assertThat(refused(DocumentFormat.PDF, Pdfs.hexBomb(300L << 20))).isEqualTo("too_large");
        assertThat(refused(DocumentFormat.PDF, Pdfs.hexBomb(1L << 20))).isEqualTo("no_text");
    }

    @Test
    void a_pdf_of_letters_or_steps_without_end_is_refused() {
        assertThat(refused(DocumentFormat.PDF, Pdfs.letters(100_000))).isEqualTo("read");
        assertThat(refused(DocumentFormat.PDF, Pdfs.letters(20_000_000))).isEqualTo("too_large");
        assertThat(refused(DocumentFormat.PDF, Pdfs.forms(3))).isEqualTo("no_text");
        assertThat(refused(DocumentFormat.PDF, Pdfs.forms(12))).isEqualTo("too_large");
    }

    @Test
    void headings_and_titles_as_long_as_paragraphs_are_not_repeated_above_each_passage() {
        byte[] markdown = ("# " + "t".repeat(2000) + "\n\n## " + "h".repeat(400) + "\n\n## Part\n\ntext\n")
                .getBytes(StandardCharsets.UTF_8);

        ReadDocument read = DocumentReader.read(DocumentFormat.MARKDOWN, markdown);

        assertThat(read.title()).hasSize(500);
        assertThat(read.blocks())
                .filteredOn(Block::heading)
                .extracting(Block::text)
                .containsExactly("Part");
        assertThat(read.blocks()).extracting(Block::text).contains("h".repeat(400));
    }

    @Test
    void a_title_that_turns_text_around_is_shown_without_what_does_so() {
        byte[] html = "<title>Rules\u202Efdp.exe</title><p>text</p>".getBytes(StandardCharsets.UTF_8);

        assertThat(DocumentReader.read(DocumentFormat.HTML, html).title()).isEqualTo("Rulesfdp.exe");
    }

    @Test
    void objects_within_objects_without_end_break_no_thread() {
        byte[] deep = ("%PDF-1.7\n1 0 obj\n" + "[".repeat(200_000) + "\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF")
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(refused(DocumentFormat.PDF, deep)).isEqualTo("broken");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARKDOWN", "TEXT"})
    void binary_data_other_charsets_and_pdfs_by_a_wrong_name_are_no_text(DocumentFormat format) {
        assertThat(refused(format, new byte[] {1, 2, 3, 0, 5})).isEqualTo("binary");
        assertThat(refused(format, "Größe".getBytes(Charset.forName("windows-1252"))))
                .isEqualTo("wrong_charset");
        assertThat(refused(format, Pdfs.of("x", List.of(List.of("text"))))).isEqualTo("wrong_format");
        assertThat(refused(format, " \n\n ".getBytes(StandardCharsets.UTF_8))).isEqualTo("no_text");
    }

    @Test
    void bombs_of_tags_and_of_quotes_are_refused() {
        assertThat(refused(DocumentFormat.HTML, "<b>".repeat(300_000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("too_large");
        assertThat(refused(DocumentFormat.MARKDOWN, (">".repeat(100_000) + "x").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("too_deep");
        assertThat(refused(DocumentFormat.MARKDOWN, ("- ".repeat(100_000) + "x").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("too_deep");
        assertThat(refused(DocumentFormat.HTML, ("<div>".repeat(100_000) + "deep").getBytes(StandardCharsets.UTF_8)))
                .isIn("read", "no_text");
    }

    @Test
    void html_fetches_nothing_and_knows_no_entities_of_files() {
        ReadDocument document = read(
                DocumentFormat.HTML,
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><p>a &f; b</p><img src=http://127.0.0.1:1/x>");

        assertThat(document.blocks().toString()).contains("&f;").doesNotContain("root:");
    }

    @Test
    void a_message_says_what_to_do_and_quotes_nothing() {
        assertThatThrownBy(() ->
                        DocumentReader.read(DocumentFormat.TEXT, "secret\u00FF".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("byte 6")
                .hasMessageContaining("UTF-8")
                .hasMessageNotContaining("secret");
    }
}
