package datong.catalogue;

import datong.schema.ShareAttribute;
import java.util.Optional;

/**
 * That an item is shared otherwise than its dataset (Decree 809, Art. 14).
 *
 * @param conditions of its own; empty: those of the dataset
 * @param notShared only and always there for {@link ShareAttribute#NOT_SHARED}
 * @param place file and line that say so
 */
public record ItemSharing(ShareAttribute share, Optional<Description.Conditions> conditions, Optional<Description.NotShared> notShared, String place) {}
