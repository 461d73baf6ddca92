package datong.sharing;

import java.util.Map;

/** The clocks in force, by their id; those that the sharing loop runs on are always there. */
public record StatutoryClocks(Map<String, StatutoryClock> all) {
    /** Answering an application for data that are shared without conditions. */
    public static final String UNCONDITIONAL = "CLK-APP-UNCOND";
    /** Answering any other application. */
    public static final String CONDITIONAL = "CLK-APP-COND";
    /** From the yes to the data. */
    public static final String DELIVERY = "CLK-DELIVER";
    /** From the end of a grant to the proof that its data are gone. */
    public static final String DISPOSAL = "CLK-DISPOSAL";
    /** From a provider's wish to end or change a service to the demander's answer. */
    public static final String CONSULTATION = "CLK-CONSULT";
    /** From a demander's wish to pass data on to the provider's answer. */
    public static final String ONWARD = "CLK-ONWARD";
    /** The longest time that a demander may be given to rectify a misuse, in calendar days. */
    public static final String RECTIFICATION = "CLK-RECTIFY";
    /** How long what a department wrote of its use is kept. */
    public static final String USE_RECORD = "CLK-USE-RECORD";

    public StatutoryClocks {
        all = Map.copyOf(all);
        for (String needed : new String[] {UNCONDITIONAL, CONDITIONAL, DELIVERY, DISPOSAL, CONSULTATION, ONWARD, RECTIFICATION}) {
            if (!all.containsKey(needed)) {
                throw new IllegalArgumentException("the clock " + needed + " is missing; without it nobody would be reminded");
            }
        }
    }

    public StatutoryClock of(String id) {
        return all.get(id);
    }
}
