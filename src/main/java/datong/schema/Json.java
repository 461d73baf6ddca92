package datong.schema;

/** A JSON document as text, for the few items that are documents of their own. */
public record Json(String text) {}
