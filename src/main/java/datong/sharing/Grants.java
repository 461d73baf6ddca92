package datong.sharing;

import datong.policy.Subject;

/** Where what was agreed becomes a policy. */
public interface Grants {
    sealed interface Result {
        record Done() implements Result {}

        /** Nothing was changed. @param why for people: what the policies would not take */
        record Refused(String why) implements Result {}
    }

    /** In force when it returns, or waiting where changes of policies wait for somebody. */
    Result grant(Application application, Subject by);

    /** Takes it out of the policies, now or once they can be taken; it counts no more already ({@link Applications#inUse}). */
    Result suspend(Application application, Subject by);

    Result end(Application application, Subject by);
}
