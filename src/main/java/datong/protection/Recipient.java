package datong.protection;

/**
 * For whom values are treated.
 *
 * @param organisation unified social credit code; pseudonyms and format-preserving values differ for each
 * @param purpose purpose code; pseudonyms differ for each
 */
public record Recipient(String organisation, String purpose) {}
