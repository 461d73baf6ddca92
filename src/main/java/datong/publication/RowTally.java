package datong.publication;

import java.util.List;

/**
 * What was written.
 *
 * @param withheld records of children under fourteen, and reports whose reporter would show: L4 as a whole, and L4 never leaves as a file
 * @param mappings source and mapping version of what was written
 */
record RowTally(long records, long persons, long withheld, List<String> mappings, Standing standing) {}
