package datong.web.console;

import java.util.List;

/** The keys that two persons may renew while the hub runs, and how far wrapping anew has come. */
public interface KeyView {
    List<Key> keys();

    Progress rewrapping();

    /** @param versions the oldest first; the last is in use */
    record Key(String name, List<Integer> versions) {}

    /** @param all none: nothing to do since the hub's start */
    record Progress(int done, int all) {
        public boolean running() {
            return done < all;
        }

        public int percent() {
            return all == 0 ? 100 : (int) (100L * done / all);
        }
    }
}
