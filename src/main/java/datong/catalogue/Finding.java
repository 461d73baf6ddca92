package datong.catalogue;

/**
 * What is wrong with an entry.
 *
 * @param about an item, a department, or empty
 */
public record Finding(Kind kind, String about) {
    public enum Kind {
        /** No steward's file describes the dataset. */
        NOT_DESCRIBED,
        /** It is described and not announced. */
        NOT_ANNOUNCED,
        /** It is not shared and no law is cited (Art. 15(2)). */
        REFUSAL_WITHOUT_LAW,
        /** It, or the item, is shared conditionally and no conditions are listed (Art. 15(2)). */
        CONDITIONS_MISSING,
        /** An item that the dataset does not have is shared otherwise. */
        NO_SUCH_ITEM,
        /** An item is shared of a dataset that is not. */
        ITEM_OF_UNSHARED,
        /** Several departments have the item and none is named to lead it (Art. 19(2)). */
        NO_LEAD,
        /** The department that is named to lead the item provides it nowhere. */
        LEAD_WITHOUT_DATA
    }
}
