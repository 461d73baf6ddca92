package datong.publication;

import datong.anonymity.Risk;
import datong.anonymity.Solution;
import java.util.List;
import java.util.Map;

/**
 * What was demanded of a release, what was done, and what was measured of its file. Counts and item names only.
 *
 * @param k demanded
 * @param reached the smallest class of the file
 * @param demands one a criterion, in signs
 * @param forms quasi-identifier → how many levels its hierarchy has; the chosen one stands in the solution
 * @param before of the records as the policies treat them, nothing made coarser
 * @param after of the file
 */
public record AnonymityReport(int k, int reached, List<String> demands, Map<String, Integer> forms, Solution solution, Risk before, Risk after) {}
