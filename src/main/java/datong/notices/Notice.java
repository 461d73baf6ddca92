package datong.notices;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that an office is told, once. It names no person and shows no value.
 *
 * @param key the same for the same thing; what has moved on has another
 * @param office unified social credit code of whom it concerns
 * @param words key of the words for people
 * @param number of the application, dispute or entry; @param dataset its code
 * @param due when a limit of law ends
 * @param path of the console's page
 */
public record Notice(String key, String office, String words, String number, String dataset, Optional<Instant> due, String path) {}
