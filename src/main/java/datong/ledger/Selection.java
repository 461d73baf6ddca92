package datong.ledger;

import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import java.util.List;
import java.util.Optional;

/**
 * What to read from the ledger: current records of one dataset, as the plan allows.
 *
 * @param items items to fetch, of the element, its extensions or the envelope
 * @param scope row restriction of the permission; never widened by the caller
 * @param conditions all must hold
 * @param order empty: by record id
 * @param after values of the order items and the record id of the last row of the page before
 * @param limit rows at most
 */
public record Selection(
        DatasetCode dataset, Element element, List<ItemName> items, Scope scope, List<Condition> conditions,
        List<Order> order, Optional<Cursor> after, int limit) {

    /** The rows that follow. */
    public Selection after(Cursor last, int rows) {
        return new Selection(dataset, element, items, scope, conditions, order, Optional.of(last), rows);
    }

    /**
     * Which rows a permission reaches. Each part narrows.
     *
     * @param divisions division-code prefixes, one of which the row's must start with; empty list: no row; {@code everywhere} lifts it
     * @param grids grid-code prefixes; empty list means not restricted by grid
     * @param sources source codes; empty list means not restricted by source
     * @param notAccused organisation that must not be among the row's accused organisations (firewall, 信访工作条例 30)
     * @param leadOrganisations names or ids of handling units whose cases are meant; empty list means not restricted
     * @param notDivisions division-code prefixes of rows that stay out, and with them every row without division; empty list means none
     */
    public record Scope(boolean everywhere, List<String> divisions, List<String> grids, List<String> sources,
            Optional<String> notAccused, List<String> leadOrganisations, List<String> notDivisions) {}

    /** A comparison with a plain item, or equality with an item that has a blind index. Values are already of the item's type. */
    public record Condition(ItemName item, Operator operator, List<Object> values) {}

    public enum Operator { EQ, NE, LT, LE, GT, GE, IN, STARTS_WITH, IS_NULL, IS_NOT_NULL }

    public record Order(ItemName item, boolean descending) {}

    public record Cursor(List<Object> values, EntryId id) {}
}
