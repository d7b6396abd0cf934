package org.opendatagov.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionedRoutesTest {
    private static final String FILE = """
            # Ünïcode 𝄞 before what moves
            - route:
                id: first
                from:
                  uri: direct:first
                  steps:
                    - to: direct:second # within the file
                    - toD: "direct:second"
                    - wireTap:
                        uri: direct://second?block=false
                    - to: direct:elsewhere
                    - setBody:
                        constant: direct:second
            - route:
                id: second
                from:
                  uri: 'direct:second?timeout=5'
                  steps:
                    - log: first
            - route:
                id: third
                from:
                  uri: timer:second
                  steps: []
            """;

    @Test
    void a_files_routes_call_one_another_in_their_version_and_all_else_stays() {
        VersionedRoutes routes = VersionedRoutes.of(FILE);

        assertThat(routes.write(2)).isEqualTo("""
                # Ünïcode 𝄞 before what moves
                - route:
                    id: "first!2"
                    from:
                      uri: "direct:first!2"
                      steps:
                        - to: "direct:second!2" # within the file
                        - toD: "direct:second!2"
                        - wireTap:
                            uri: "direct:second!2?block=false"
                        - to: direct:elsewhere
                        - setBody:
                            constant: direct:second
                - route:
                    id: "second!2"
                    from:
                      uri: "direct:second!2?timeout=5"
                      steps:
                        - log: first
                - route:
                    id: "third!2"
                    from:
                      uri: timer:second
                      steps: []
                """);
    }

    @Test
    void the_first_version_has_the_files_own_ids_and_leaves_its_plain_names_free() {
        VersionedRoutes routes = VersionedRoutes.of(FILE);

        assertThat(routes.id("first", 1)).isEqualTo("first");
        assertThat(routes.id("first", 3)).isEqualTo("first!3");
        assertThat(routes.consumer("direct://second?timeout=5", 1)).isEqualTo("direct:second!1?timeout=5");
        assertThat(routes.consumer("timer:second", 3)).isEqualTo("timer:second");
        assertThat(routes.versioned("direct:second")).isTrue();
        assertThat(routes.versioned("timer:second")).isFalse();
    }

    @Test
    void what_is_no_list_of_routes_is_left_for_camel_to_refuse() {
        assertThat(VersionedRoutes.of("a: b").write(2)).isEqualTo("a: b");
        assertThat(VersionedRoutes.of("").write(2)).isEmpty();
    }
}
