package datong.query;

import datong.policy.Decision;

/** What a permission demands besides treatments. One that is not understood is a refusal: a demand nobody keeps protects nobody. */
public record Obligations(int maxRows) {
    private static final String MAX_ROWS = "MAX_ROWS:";

    /** @throws RefusedQuestion for a demand that is not understood */
    public static Obligations of(Decision.Permitted permitted) {
        int maxRows = Integer.MAX_VALUE - 1;
        for (String obligation : permitted.obligations()) {
            if (!obligation.matches(MAX_ROWS + "[1-9][0-9]{0,8}")) {
                throw new RefusedQuestion(Decision.Check.VOLUME, "UNKNOWN_OBLIGATION", "the policies demand '" + obligation + "', which this hub cannot keep");
            }
            maxRows = Math.min(maxRows, Integer.parseInt(obligation.substring(MAX_ROWS.length())));
        }
        return new Obligations(maxRows);
    }
}
