package datong.sample;

import java.util.SplittableRandom;

/** Chance that falls the same way for the same seed and name. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed, String name) {
        this.random = new SplittableRandom(seed * 31 + name.hashCode());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
