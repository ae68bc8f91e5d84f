package io.remex;

/**
 * Identifies a task through all of its attempts. Its result object has the same numbers.
 *
 * @param owner the caller that submitted it
 * @param sequence unique within the owner
 */
public record TaskId(long owner, long sequence) {
    @Override
    public String toString() {
        return Long.toHexString(owner) + '-' + sequence;
    }
}
