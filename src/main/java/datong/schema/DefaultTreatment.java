package datong.schema;

/** What publication does with an item when a publication file does not say otherwise. */
public enum DefaultTreatment { KEEP, MASK, PSEUDONYMISE, GENERALISE, ENCRYPT, REDACT, DROP, AGGREGATE }
