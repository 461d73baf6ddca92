package datong.catalogue;

import datong.schema.Element;
import datong.schema.ItemName;
import java.util.List;

/** What people call an item besides its label: who looks for 身份证 means 证件号码. */
@FunctionalInterface
public interface OtherNames {
    OtherNames NONE = (element, item) -> List.of();

    List<String> of(Element element, ItemName item);
}
