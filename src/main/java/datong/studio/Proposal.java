package datong.studio;

import datong.schema.Element;
import java.util.List;

/**
 * What the columns of a sample could become as one element.
 *
 * @param chosen one a column, in the order of the sample; no item twice
 * @param others of each column, what else it could be, the best first
 * @param weight how well the element fits the columns as a whole
 */
public record Proposal(Element element, List<Suggestion> chosen, List<List<Suggestion>> others, double weight) {}
