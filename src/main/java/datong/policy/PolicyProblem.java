package datong.policy;

/**
 * Why a file under {@code policies/} was refused, and what would be right.
 *
 * @param file path below the folder of policies
 * @param line from 1
 */
public record PolicyProblem(String file, int line, String message) {
    @Override
    public String toString() {
        return "policies/" + file + ":" + line + ": " + message;
    }
}
