package io.remex.examples.options;

/**
 * Which random paths one task uses. Tasks that differ in seed, stream or batch share no random number.
 *
 * @param seed the seed of the whole run
 * @param stream the number of the option within the run
 * @param batch the number of this batch within the option
 * @param paths how many paths to simulate; even, as they come in antithetic pairs
 */
public record BatchSpec(long seed, int stream, int batch, int paths) {

    /** The most paths a batch may ask for; it keeps the memory of one task below 200 MB. */
    public static final int MAX_PATHS = 1_000_000;

    /** Rejects numbers outside their range with an {@link IllegalArgumentException} that names the value. */
    public BatchSpec {
        requirePaths(paths);
        if (stream < 0 || batch < 0) {
            throw new IllegalArgumentException(
                    "stream and batch must not be negative, not " + stream + " and " + batch);
        }
    }

    /** Rejects a number of paths that no batch can have with an {@link IllegalArgumentException} that names it. */
    public static void requirePaths(int paths) {
        if (paths < 2 || paths % 2 != 0 || paths > MAX_PATHS) {
            throw new IllegalArgumentException("paths must be even and within 2 and " + MAX_PATHS + ", not " + paths);
        }
    }
}
