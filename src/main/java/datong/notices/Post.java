package datong.notices;

import java.io.IOException;
import java.util.List;

/** How an office is reached. */
@FunctionalInterface
public interface Post {
    /**
     * All of it at once, in the given order.
     *
     * @throws IOException if it was not taken; nothing of it counts as told then
     */
    void send(String office, List<Notice> notices) throws IOException;
}
