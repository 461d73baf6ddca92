package datong.mapping;

import java.util.Optional;

/**
 * Why a record cannot enter the ledger, readable by machine and steward. Never holds a value.
 *
 * @param rule e.g. {@code ID_CHECK_DIGIT}, {@code UNMAPPED_CODE}, {@code NOT_A_TIMESTAMP}
 * @param item ledger item, if one is meant
 * @param column source column, if one is meant
 * @param message what was wrong and what was expected
 */
public record Problem(String rule, Optional<String> item, Optional<String> column, String message) {}
