package datong.anonymity;

import java.util.Map;

/**
 * How a table was made anonymous.
 *
 * @param levels quasi-identifier → level of its hierarchy, in the model's order
 * @param suppressed rows left out
 * @param discernibility each row the size of its class, a suppressed one the size of the table
 * @param optimal no other choice of levels has a lower discernibility; false where there were too many to weigh
 * @param choices all choices of levels there are
 * @param tried those that were counted
 */
public record Solution(Map<String, Integer> levels, long suppressed, long discernibility, boolean optimal, double choices, int tried) {}
