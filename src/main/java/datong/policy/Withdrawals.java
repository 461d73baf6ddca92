package datong.policy;

import datong.schema.DatasetCode;
import datong.schema.ItemName;

/** Grants that count no more though the policies in force still give them: whoever took one back need not wait for the policies. */
@FunctionalInterface
public interface Withdrawals {
    Withdrawals NONE = file -> false;

    /** @param file of the grant, as its rules name it. Asked for every decision, so it must be quick */
    boolean withdrawn(String file);

    /** Whether no grant gives the item, whatever it says: the law keeps it from other departments. Quick as well. */
    default boolean withheld(DatasetCode dataset, ItemName item) {
        return false;
    }
}
