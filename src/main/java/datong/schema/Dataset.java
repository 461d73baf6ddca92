package datong.schema;

import java.util.Set;

/**
 * A dataset of the catalogue: the records that one or more mappings feed under one code.
 *
 * @param provider unified social credit code of the department that provides it
 * @param items the items its mappings fill, own items and extensions; the envelope is always there
 * @param sources codes of the sources that feed it
 */
public record Dataset(
        DatasetCode code, Element element, String chinese, String english, String provider,
        ShareAttribute share, Set<ItemName> items, Set<String> sources) {}
