package datong.studio;

import datong.schema.ItemName;
import java.util.List;
import java.util.Optional;

/**
 * What a column could become.
 *
 * @param item empty: leave it unused
 * @param score from 0 to 1
 * @param reasons the strongest first
 */
public record Suggestion(Optional<ItemName> item, double score, List<Reason> reasons) {
    /** Why; {@code detail} is a word to put into the sentence, never a value of a cell. */
    public record Reason(Kind kind, String detail) {}

    public enum Kind {
        /** A mapping of the house reads this header into the item; the detail is its source. */
        HOUSE,
        /** Another way to write the item. */
        SYNONYM,
        /** The item's own label or name. */
        LABEL,
        /** A part of the header. */
        PART,
        /** The header resembles the item's label. */
        SIMILAR,
        /** The values look like the item's; the detail names the clue. */
        VALUES,
        /** The values are words of the item's code table; the detail is its name. */
        CODES,
        /** The values do not look like the item's. */
        CONTRADICTED,
        /** The item is switched off until a legal duty is named. */
        OFF,
        /** The item that fits is filled by another column; the detail is the item. */
        TAKEN,
        /** A word for something the ledger does not keep. */
        NO_ITEM,
        /** A mapping of the house drops this header knowingly; the detail is its source. */
        HOUSE_UNUSED,
        /** Nothing fits well enough. */
        NOTHING
    }

    public int percent() {
        return (int) Math.round(score * 100);
    }
}
