package datong.catalogue;

import datong.schema.ItemName;
import java.util.List;

/** A dataset that fits the words somebody searched by, and its items that do, the best first. */
public record Found(DatasetEntry entry, List<ItemName> items) {}
