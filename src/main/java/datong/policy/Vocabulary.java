package datong.policy;

import java.util.List;

/** The codes that requests and policies may name, with their labels; each list in the order of its file. */
public record Vocabulary(List<Term> purposes, List<Term> scenes, List<Term> groups) {
    public record Term(String code, String chinese, String english) {}
}
