package datong.policy;

import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One question to the policies.
 *
 * @param items items asked for (selected, filtered or sorted by)
 * @param purpose purpose code, e.g. {@code SERVICE.REQUEST}
 * @param scene scene code, if the caller states one
 * @param caseNumber case on whose behalf, if the caller states one
 * @param rows rows asked for at most
 */
public record AccessRequest(Subject subject, DatasetCode dataset, Element element, Set<ItemName> items, Action action,
        String purpose, Optional<String> scene, Optional<String> caseNumber, int rows, Instant at) {}
