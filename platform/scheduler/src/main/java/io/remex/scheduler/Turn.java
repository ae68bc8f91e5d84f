package io.remex.scheduler;

/**
 * Whose turn it is ({@link Ageing}), and where a slot is set aside for it.
 *
 * @param contender its index in the pool, or -1
 * @param worker the worker's index in the pool, or -1
 */
record Turn(int contender, int worker) {
    static final Turn NOBODYS = new Turn(-1, -1);

    boolean isOf(int c) {
        return contender == c;
    }

    boolean isOn(int w) {
        return worker == w;
    }
}
