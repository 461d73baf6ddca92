package datong.statistics;

import datong.policy.Decision;
import datong.policy.Subject;
import datong.query.InvalidQuestion;
import datong.query.RefusedQuestion;
import datong.schema.Dataset;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the numbers of an answer that may leave: exact under the guard, or with noise on a budget. */
final class Mechanisms {
    /** Exact answers to one dataset that the guard holds a new one against; beyond, nothing exact is given. */
    static final int MOST_EXACT = 400;
    private static final double SURE = 0.95;
    private final Counting counting;
    private final Answers answers;
    private final Budgets budgets;
    private final RandomGenerator random;
    private final Clock clock;

    Mechanisms(Counting counting, Answers answers, Budgets budgets, RandomGenerator random, Clock clock) {
        this.counting = counting;
        this.answers = answers;
        this.budgets = budgets;
        this.random = random;
        this.clock = clock;
    }

    record Order(Subject subject, Dataset dataset, Offer offer, Counting.Dated dated, Optional<Offer.Summed> summed) {
        byte[] key(Answers.Mechanism mechanism, String terms) {
            String words = String.join("\n", dataset.code().value(), dated.state().toString(), mechanism.name(), terms,
                    summed.map(sum -> sum.item() + " " + sum.from() + " " + sum.to() + " " + sum.step()).orElse("-"), dated.grid().words());
            try {
                return MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException never) {
                throw new IllegalStateException("every Java has SHA-256", never);
            }
        }

        Answers.Kept kept(Answers.Mechanism mechanism, String terms, Long[] counts, Optional<Long[]> sums, Instant now) {
            return new Answers.Kept(key(mechanism, terms), dataset.code(), dated.state(), mechanism, terms, dated.grid(), summed.map(sum -> sum.item().value()), counts, sums, now);
        }
    }

    record Made(Answers.Kept kept, Optional<StatisticsAnswer.Noisy> noise) {}

    /** @throws InvalidQuestion if there is no state yet */
    Instant state(Dataset dataset, Offer offer) {
        return answers.state(dataset, offer.state().first(clock.instant()), clock.instant()).orElseThrow(() -> new InvalidQuestion("NOT_SETTLED",
                "the first delivery to dataset " + dataset.code() + " is being written; ask again when it is there"));
    }

    Made make(Order order) {
        Optional<Offer.Exact> exact = order.offer().exact().filter(given -> given.organisations().contains(order.subject().organisation()));
        if (exact.isPresent()) {
            return exact(order, exact.get());
        }
        return noisy(order, order.offer().noise().orElseThrow(() -> new RefusedQuestion(Decision.Check.GRANT, order.offer().file(),
                "your organisation is not among those that are given exact counts of " + order.dataset().code() + ", and no others are offered")));
    }

    private Made exact(Order order, Offer.Exact exact) {
        if (order.summed().isPresent()) {
            throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, order.offer().file(), "sums are given with noise only, as the greatest value in a group shows in an exact one; ask for counts");
        }
        String terms = "minimum " + exact.minimum();
        byte[] key = order.key(Answers.Mechanism.EXACT, terms);
        Answers.Kept kept = answers.keep(order.dataset().code(), key, earlier -> {
            if (earlier.size() >= MOST_EXACT) {
                throw new RefusedQuestion(Decision.Check.VOLUME, order.offer().file(), "the guard of small groups holds each exact answer against those before it and watches " + MOST_EXACT
                        + " at most; ask one that was asked before");
            }
            return order.kept(Answers.Mechanism.EXACT, terms, counting.guarded(order.dataset(), order.dated(), earlier, exact.minimum()), Optional.empty(), clock.instant());
        });
        return new Made(kept, Optional.empty());
    }

    private Made noisy(Order order, Offer.Noise noise) {
        String terms = "epsilon " + Epsilon.words(noise.epsilon()) + ", " + noise.records() + " records a person";
        byte[] key = order.key(Answers.Mechanism.NOISE, terms);
        LocalDate period = noise.period().first(clock.instant());
        Budgets.Spending spending = budgets.spend(new Budgets.Account(order.dataset().code(), order.subject().organisation(), period), key, noise.epsilon(), noise.budget(),
                order.subject().id());
        if (!spending.allowed()) {
            throw new RefusedQuestion(Decision.Check.VOLUME, order.offer().file(), "the budget of noise that your organisation has for dataset " + order.dataset().code() + " is used up: "
                    + Epsilon.words(spending.spent()) + " of " + Epsilon.words(noise.budget()) + ", and this answer costs " + Epsilon.words(noise.epsilon()) + "; there is a new one from "
                    + noise.period().next(period) + ", and what was answered before is answered again for nothing");
        }
        Answers.Kept kept = answers.keep(order.dataset().code(), key, earlier -> {
            Counting.Sums sums = counting.bounded(order.dataset(), order.dated(), order.summed(), noise.records());
            BigInteger parts = BigInteger.valueOf(order.summed().isPresent() ? 2 : 1);
            return order.kept(Answers.Mechanism.NOISE, terms, blurred(sums.counts(), noise, parts), order.summed().map(sum ->
                    blurred(sums.units().orElseThrow(), noise, parts.multiply(Counting.reach(sum)))), clock.instant());
        });
        return new Made(kept, Optional.of(new StatisticsAnswer.Noisy(spending.charged() ? noise.epsilon() : 0, Math.max(0, noise.budget() - spending.spent()), margin(order, noise))));
    }

    /** Of a count; follows from what is public, so rounding tells nothing. */
    private static long margin(Order order, Offer.Noise noise) {
        double scale = (double) noise.records() * (order.summed().isPresent() ? 2 : 1) * Offer.Noise.ONE / noise.epsilon();
        return (long) Math.ceil(scale * Math.log(1 / (1 - SURE)));
    }

    /** @param reach how far one record moves the numbers, times the parts that epsilon is split into */
    private Long[] blurred(long[] numbers, Offer.Noise noise, BigInteger reach) {
        DiscreteLaplace laplace = new DiscreteLaplace(reach.multiply(BigInteger.valueOf(noise.records())).multiply(BigInteger.valueOf(Offer.Noise.ONE)), BigInteger.valueOf(noise.epsilon()), random);
        Long[] blurred = new Long[numbers.length];
        for (int cell = 0; cell < numbers.length; cell++) {
            blurred[cell] = BigInteger.valueOf(numbers[cell]).add(laplace.draw()).longValueExact();
        }
        return blurred;
    }
}
