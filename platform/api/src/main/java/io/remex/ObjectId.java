package io.remex;

/**
 * Identifies an object: the result of a task, or a value that was put.
 *
 * @param owner the caller that created it: the process that counts its references and can make it again
 * @param sequence unique within the owner, allocated before submission
 */
public record ObjectId(long owner, long sequence) {
    @Override
    public String toString() {
        return Long.toHexString(owner) + '-' + sequence;
    }
}
