package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Who gets through to which endpoint: a cell for each endpoint and caller.
 *
 * <p>A cell is what the application's own security answered when it was asked on behalf of such a caller, never a guess: what
 * it would not say is {@link Cell#UNKNOWN}, and the row says why.
 *
 * @param callers who was asked about, from nobody in particular to those with one authority, for example {@code nobody},
 *     {@code any user}, {@code ROLE_ADMIN}
 * @param rows a row for each endpoint
 * @param remarks sentences that belong to it, for example which authorities were left out
 */
public record AccessMatrix(List<String> callers, List<Row> rows, List<String> remarks) {

    /** A matrix of nothing, which no form of the report shows. */
    public static final AccessMatrix NONE = new AccessMatrix(List.of(), List.of(), List.of());

    /** Copies the lists, and checks that each row has a cell for each caller. */
    public AccessMatrix {
        callers = List.copyOf(callers);
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
        for (Row row : rows) {
            if (row.cells().size() != callers.size()) {
                throw new IllegalArgumentException("'rows' must have a cell for each of %s but %s has %s"
                        .formatted(callers, row.endpoint().id(), row.cells()));
            }
        }
    }

    /** Returns whether there is nothing to show. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns a copy with the rows of those endpoints that {@code wanted} accepts. */
    public AccessMatrix only(Predicate<Endpoint> wanted) {
        return new AccessMatrix(
                callers,
                rows.stream().filter(row -> wanted.test(row.endpoint())).toList(),
                remarks);
    }

    /** Whether a caller gets through to an endpoint. */
    public enum Cell {
        /** The request reaches the endpoint. */
        ALLOWED,
        /** It is refused before. */
        DENIED,
        /** Could not be seen. */
        UNKNOWN
    }

    /**
     * What callers get at one endpoint.
     *
     * @param endpoint the endpoint
     * @param cells one for each caller, in their order
     * @param why why some of the cells are unknown, in a clause without a full stop; empty if none is
     */
    public record Row(Endpoint endpoint, List<Cell> cells, String why) {

        /** Copies the cells. */
        public Row {
            Objects.requireNonNull(endpoint, "endpoint");
            cells = List.copyOf(cells);
            Objects.requireNonNull(why, "why");
        }
    }
}
