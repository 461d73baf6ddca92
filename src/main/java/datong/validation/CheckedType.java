package datong.validation;

import jakarta.validation.ConstraintValidator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which type a constraint validator checks: the second argument it gives {@link ConstraintValidator}, through all its ancestors. */
final class CheckedType {
    private CheckedType() {}

    /** Empty for a validator of a type that is no plain class, such as an array of a type variable. */
    static Optional<Class<?>> of(Class<?> validator) {
        return in(validator, Map.of()).flatMap(CheckedType::plain);
    }

    private static Optional<Type> in(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        return Stream.concat(Stream.of(type.getGenericInterfaces()), Stream.ofNullable(type.getGenericSuperclass()))
                .flatMap(ancestor -> inAncestor(ancestor, bound).stream()).findFirst();
    }

    private static Optional<Type> inAncestor(Type ancestor, Map<TypeVariable<?>, Type> bound) {
        if (!(ancestor instanceof ParameterizedType generic)) {
            return in((Class<?>) ancestor, Map.of());
        }
        Class<?> type = (Class<?>) generic.getRawType();
        Type[] arguments = Stream.of(generic.getActualTypeArguments()).map(argument -> bound.getOrDefault(argument, argument)).toArray(Type[]::new);
        if (type == ConstraintValidator.class) {
            return Optional.of(arguments[1]);
        }
        Map<TypeVariable<?>, Type> inner = new HashMap<>();
        for (int index = 0; index < arguments.length; index++) {
            inner.put(type.getTypeParameters()[index], arguments[index]);
        }
        return in(type, inner);
    }

    private static Optional<Class<?>> plain(Type type) {
        return switch (type) {
            case Class<?> plain -> Optional.of(plain);
            case ParameterizedType generic -> Optional.of((Class<?>) generic.getRawType());
            default -> Optional.empty();
        };
    }
}
