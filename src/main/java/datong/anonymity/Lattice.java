package datong.anonymity;

import java.util.Arrays;

/** Every choice of one level for each quasi-identifier, numbered; which of them need no further look. */
final class Lattice {
    private final int[] heights;
    private final int[] strides;
    private final int size;
    private final boolean[] closed;
    private final byte[] walked;
    private final int[] path;

    /** @param heights number of levels of each quasi-identifier; their product at most some millions */
    Lattice(int[] heights) {
        this.heights = heights;
        strides = new int[heights.length];
        int stride = 1;
        for (int each = 0; each < heights.length; each++) {
            strides[each] = stride;
            stride = Math.multiplyExact(stride, heights[each]);
        }
        size = stride;
        closed = new boolean[size];
        walked = new byte[size];
        path = new int[size];
    }

    int size() {
        return size;
    }

    int[] levels(int node) {
        int[] levels = new int[heights.length];
        for (int each = 0; each < heights.length; each++) {
            levels[each] = node / strides[each] % heights[each];
        }
        return levels;
    }

    int columns() {
        return heights.length;
    }

    int height(int column) {
        return heights[column];
    }

    boolean open(int node) {
        return !closed[node];
    }

    void close(int node) {
        closed[node] = true;
    }

    /** The node one level up in one column; -1 at its top. */
    int above(int node, int column) {
        return node / strides[column] % heights[column] + 1 < heights[column] ? node + strides[column] : -1;
    }

    private int below(int node, int column) {
        return node / strides[column] % heights[column] > 0 ? node - strides[column] : -1;
    }

    /** The node and everything coarser. */
    void closeUp(int node) {
        spread(node, true);
    }

    /** The node and everything finer. */
    void closeDown(int node) {
        spread(node, false);
    }

    /** Goes through nodes that are closed already only where they were closed one by one, so each node is walked at most twice in all. */
    private void spread(int start, boolean up) {
        byte mark = (byte) (up ? 1 : 2);
        int top = 0;
        closed[start] = true;
        if ((walked[start] & mark) != 0) {
            return;
        }
        walked[start] |= mark;
        path[top++] = start;
        while (top > 0) {
            int node = path[--top];
            for (int column = 0; column < heights.length; column++) {
                int next = up ? above(node, column) : below(node, column);
                if (next >= 0 && (walked[next] & mark) == 0) {
                    walked[next] |= mark;
                    closed[next] = true;
                    path[top++] = next;
                }
            }
        }
    }

    /** Node numbers from the finest choices to the coarsest. */
    int[] byHeight() {
        int[] sums = new int[size];
        int most = Arrays.stream(heights).sum();
        int[] starts = new int[most + 2];
        for (int node = 0; node < size; node++) {
            sums[node] = Arrays.stream(levels(node)).sum();
            starts[sums[node] + 1]++;
        }
        for (int sum = 0; sum <= most; sum++) {
            starts[sum + 1] += starts[sum];
        }
        int[] order = new int[size];
        for (int node = 0; node < size; node++) {
            order[starts[sums[node]]++] = node;
        }
        return order;
    }
}
