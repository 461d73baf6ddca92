package datong.mapping.cel;

import datong.mapping.Expression;
import datong.source.RawRecord;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compiles CEL over {@code row}, a map of column to text ({@code ''} for an empty or absent cell). Beside CEL's own
 * functions it knows {@code text.trim()}, {@code text.split(separator)}, {@code text.replace(old, new)} and
 * {@code text.digits()}. CEL terminates, has no effects and reads nothing but the row.
 */
public final class CelExpressions {
    /** The expression is not valid; line and column count from 1 inside it. */
    public static final class Invalid extends Exception {
        private final int line;
        private final int column;

        Invalid(int line, int column, String message) {
            super(message);
            this.line = line;
            this.column = column;
        }

        public int line() {
            return line;
        }

        public int column() {
            return column;
        }
    }

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("row", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .addFunctionDeclarations(
                    function("trim", "text_trim", SimpleType.STRING, SimpleType.STRING),
                    function("digits", "text_digits", SimpleType.STRING, SimpleType.STRING),
                    function("split", "text_split", ListType.create(SimpleType.STRING), SimpleType.STRING, SimpleType.STRING),
                    function("replace", "text_replace", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING))
            .build();
    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addFunctionBindings(
                    CelFunctionBinding.from("text_trim", String.class, String::strip),
                    CelFunctionBinding.from("text_digits", String.class, CelExpressions::digits),
                    CelFunctionBinding.from("text_split", String.class, String.class, CelExpressions::split),
                    CelFunctionBinding.from("text_replace", List.of(String.class, String.class, String.class),
                            arguments -> ((String) arguments[0]).replace((String) arguments[1], (String) arguments[2])))
            .build();

    public Expression compile(String text) throws Invalid {
        CelValidationResult result = compiler.compile(text.stripTrailing());
        if (result.hasError()) {
            CelIssue issue = result.getErrors().getFirst();
            throw new Invalid(Math.max(1, issue.getSourceLocation().getLine()), Math.max(0, issue.getSourceLocation().getColumn()) + 1, firstLine(issue.getMessage()));
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            boolean condition = tree.getResultType().equals(SimpleType.BOOL);
            Optional<DirectExpression.Node> direct = DirectExpression.of(tree.getExpr());
            return direct.isPresent() ? new DirectExpression(direct.get(), columns(tree), condition)
                    : new CelExpression(runtime.createProgram(tree), columns(tree), condition);
        } catch (CelValidationException | CelEvaluationException broken) {
            throw new Invalid(1, 1, firstLine(broken.getMessage()));
        }
    }

    /** The parser lists every token it would have liked; nobody reads that. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("invalid expression");
        int list = line.indexOf(" expecting {");
        String brief = list < 0 ? line : line.substring(0, list);
        return brief.replace("mismatched input '<EOF>'", "mismatched input: the expression ends too early").replace(" (in container '')", "");
    }

    private static Set<String> columns(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes()
                .map(node -> column(node.expr()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The column of {@code row['column']} or {@code row.column}, else the empty text. */
    private static String column(CelExpr expression) {
        if (expression.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            return isRow(expression.select().operand()) ? expression.select().field() : "";
        }
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL ? column(expression.call()) : "";
    }

    /** The column of {@code row['column']}, else the empty text. */
    static String column(CelExpr.CelCall call) {
        boolean index = call.function().equals("_[_]") && call.args().size() == 2 && isRow(call.args().get(0))
                && call.args().get(1).exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
        if (!index) {
            return "";
        }
        CelConstant key = call.args().get(1).constant();
        return key.getKind() == CelConstant.Kind.STRING_VALUE ? key.stringValue() : "";
    }

    private static boolean isRow(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT && expression.ident().name().equals("row");
    }

    private static CelFunctionDecl function(String name, String overload, CelType result, CelType... parameters) {
        return CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newMemberOverload(overload, result, parameters));
    }

    private static String digits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static List<String> split(String text, String separator) {
        return separator.isEmpty() ? List.of(text) : Arrays.asList(text.split(Pattern.quote(separator), -1));
    }

    private record CelExpression(CelRuntime.Program program, Set<String> columns, boolean isCondition) implements Expression {
        @Override
        public Object evaluate(RawRecord row) throws Failed {
            RowMap cells = new RowMap(row);
            try {
                return CelValues.plain(program.eval((CelVariableResolver) name ->
                        name.equals("row") ? Optional.of(cells) : Optional.empty()));
            } catch (CelEvaluationException | RuntimeException broken) {
                throw new Failed("the expression failed on this row: " + (broken instanceof CelEvaluationException known
                        ? known.getErrorCode().name().toLowerCase(Locale.ROOT) : "internal error"));
            }
        }
    }
}
