package datong.lineage;

import java.util.List;

/** Runs whose lineage was not sent yet, kept with the runs themselves: a crash sends again and forgets nothing. */
public interface UnsentRuns {
    /** The oldest first. */
    List<Run> next(int most);

    void sent(Run run);
}
