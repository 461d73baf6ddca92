package datong.studio;

import java.util.Map;

/**
 * What a steward says about a column.
 *
 * @param item the item it fills; empty: it is dropped knowingly
 * @param key whether it is a part of the record's key
 * @param parameters of the item's rule by their key in the file; an empty text takes one away, one that is not named stays
 * @param codes words of the source and the codes they stand for; an empty code takes a word away
 */
public record ColumnChoice(String item, boolean key, Map<String, String> parameters, Map<String, String> codes) {}
