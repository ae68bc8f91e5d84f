package io.remex.system;

import io.remex.RemexConfig;

/** What the API contract is checked against. */
interface ApiSystem {
    /** What a system has to offer. */
    enum Shape {
        /** Two processors, two GPUs, and two of the resource {@code fpga}. */
        TWO_SLOTS(2, "fpga=2, gpus=2"),
        /** One processor. */
        ONE_SLOT(1, "");

        private final int slots;
        private final String resources;

        Shape(int slots, String resources) {
            this.slots = slots;
            this.resources = resources;
        }

        int slots() {
            return slots;
        }

        String resources() {
            return resources;
        }
    }

    /** The configuration of a caller of a system of this shape, which is there when this returns. */
    RemexConfig config(Shape shape);
}
