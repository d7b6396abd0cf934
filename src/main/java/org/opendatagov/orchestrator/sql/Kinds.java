package org.opendatagov.orchestrator.sql;

/** How a statement's kind is told. */
final class Kinds {
    private Kinds() {}

    static String of(Statement statement) {
        return switch (statement) {
            case Statement.Ask ignored -> "select";
            case Statement.Write write -> write.kind();
            case Statement.Define define -> define.kind();
            case Statement.Copy copy -> copy.kind();
            case Statement.Swap ignored -> "swap";
            case Statement.Change change -> change.kind();
            case Statement.Remove ignored -> "delete";
            case Statement.Move move -> move.kind();
            case Statement.Several several -> several.kind();
            case Statement.Nothing nothing -> nothing.kind();
        };
    }
}
