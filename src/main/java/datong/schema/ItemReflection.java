package datong.schema;

import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads item definitions off a record's components. */
final class ItemReflection {
    private ItemReflection() {}

    static List<ItemDefinition> items(Class<? extends Record> type) {
        List<ItemDefinition> items = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            items.add(definition(type, component, items.size()));
        }
        return items;
    }

    private static ItemDefinition definition(Class<?> owner, RecordComponent component, int ordinal) {
        Item item = component.getAnnotation(Item.class);
        if (item == null) {
            throw new IllegalStateException(owner.getSimpleName() + "." + component.getName() + " carries no @Item");
        }
        return new ItemDefinition(new ItemName(snakeCase(component.getName())), item.chinese(), item.english(),
                type(owner, component), item.kind(), item.level(), item.personal(), item.publish(),
                Optional.of(item.codes()).filter(codes -> !codes.isEmpty()), item.lookup(), item.subject(),
                item.offByDefault(), maxLength(owner, component), ordinal, false);
    }

    private static ItemType type(Class<?> owner, RecordComponent component) {
        return Arrays.stream(ItemType.values())
                .filter(type -> type.javaType() == component.getType())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        owner.getSimpleName() + "." + component.getName() + " has a type no item has: " + component.getType()));
    }

    private static int maxLength(Class<?> owner, RecordComponent component) {
        if (component.getType() != String.class) {
            return 0;
        }
        try {
            Size size = owner.getDeclaredField(component.getName()).getAnnotation(Size.class);
            return size == null ? 0 : size.max();
        } catch (NoSuchFieldException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    static String snakeCase(String camelCase) {
        StringBuilder snake = new StringBuilder();
        for (char letter : camelCase.toCharArray()) {
            if (Character.isUpperCase(letter)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(letter));
        }
        return snake.toString();
    }
}
