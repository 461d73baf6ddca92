package datong.mapping;

import datong.schema.ItemName;
import java.util.Optional;

/** A quality flag: the record is stored, but a steward should know. Stored as {@code rule} or {@code rule:item}. */
public record Flag(String rule, Optional<ItemName> item) {
    @Override
    public String toString() {
        return item.map(name -> rule + ":" + name).orElse(rule);
    }
}
