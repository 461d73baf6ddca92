package datong.publication;

import java.util.List;

/** The register of releases. */
public interface Releases {
    /** The version that the next release of a publication gets, from 1. */
    int nextVersion(String publication);

    /** Enters a release and makes it visible: both or neither. */
    void enter(Release release, Runnable makeVisible);

    /** The newest first. */
    List<Release> newest(int most);
}
