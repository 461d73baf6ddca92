package datong.validation;

import jakarta.validation.ClockProvider;
import java.time.Duration;
import java.util.function.Supplier;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorInitializationContext;
import org.hibernate.validator.spi.scripting.ScriptEvaluator;

/** What Hibernate Validator's own validators ask for when they are made: the clock and no tolerance. No scripts. */
record PlainInitialization(ClockProvider clock) implements HibernateConstraintValidatorInitializationContext {
    @Override
    public ClockProvider getClockProvider() {
        return clock;
    }

    @Override
    public Duration getTemporalValidationTolerance() {
        return Duration.ZERO;
    }

    @Override
    public ScriptEvaluator getScriptEvaluatorForLanguage(String language) {
        throw new UnsupportedOperationException("constraints of the ledger evaluate no scripts");
    }

    @Override
    public <C> C getSharedData(Class<C> type) {
        throw new UnsupportedOperationException("constraints of the ledger share no data");
    }

    @Override
    public <C, V extends C> C getSharedData(Class<C> type, Supplier<V> made) {
        throw new UnsupportedOperationException("constraints of the ledger share no data");
    }
}
