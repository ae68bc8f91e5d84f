package io.remex.examples.demo;

/** Is told how far a run is; called from the thread that waits for it. */
public interface Progress {

    /** Says nothing. */
    Progress QUIET = new Progress() {
        @Override
        public void begin(int tasks) {}

        @Override
        public void done(int tasks) {}

        @Override
        public void end() {}
    };

    /** The run has begun, with so many tasks. */
    void begin(int tasks);

    /** So many tasks have ended by now. */
    void done(int tasks);

    /** The run is over, well or not. */
    void end();
}
