package datong.mapping;

import java.util.List;

/** Where an item's raw value comes from. */
public sealed interface Origin {
    /** A text, another value, or null for nothing. */
    Object read(Reading reading);

    /** The first of these cells that holds something. */
    record Cells(int[] slots) implements Origin {
        @Override
        public Object read(Reading reading) {
            for (int slot : slots) {
                String text = reading.take(slot);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }
    }

    /** A path of categories, {@code 一级>二级>三级}, out of one cell or several. */
    record Path(int[] slots, String separator) implements Origin {
        @Override
        public Object read(Reading reading) {
            StringBuilder path = new StringBuilder();
            for (int slot : slots) {
                String text = reading.take(slot);
                if (text != null) {
                    append(path, text);
                }
            }
            return path.isEmpty() ? null : path.toString();
        }

        private void append(StringBuilder path, String text) {
            int from = 0;
            while (from <= text.length()) {
                int found = text.indexOf(separator, from);
                int to = found < 0 ? text.length() : found;
                String step = Texts.strip(text.substring(from, to));
                if (!step.isEmpty()) {
                    path.append(path.isEmpty() ? "" : ">").append(step);
                }
                from = found < 0 ? text.length() + 1 : found + separator.length();
            }
        }
    }

    record Computed(Expression expression) implements Origin {
        @Override
        public Object read(Reading reading) {
            try {
                return expression.evaluate(reading.raw());
            } catch (Expression.Failed failed) {
                return reading.reject("EXPR_FAILED", failed.getMessage());
            }
        }
    }

    record Constant(Object value) implements Origin {
        @Override
        public Object read(Reading reading) {
            return value;
        }
    }

    /** A JSON object, its parts in the order of their keys. */
    record Document(List<String> keys, List<ItemRule> parts) implements Origin {
        @Override
        public Object read(Reading reading) {
            Object[] values = new Object[keys.size()];
            for (int i = 0; i < values.length; i++) {
                parts.get(i).apply(reading, values);
            }
            return JsonText.object(keys, values);
        }
    }
}
