package datong.web.console;

import datong.policy.Vocabulary;
import java.util.List;

/** Names that the district's words give to codes. */
public interface Directory {
    /** The code itself for one that is not known. */
    String organisation(String creditCode, boolean english);

    /** Purposes that a department can apply for. */
    List<Vocabulary.Term> purposes();

    /** Scenes that a department can apply for; an emergency is none. */
    List<Vocabulary.Term> scenes();
}
