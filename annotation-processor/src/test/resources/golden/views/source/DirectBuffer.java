package org.agrona;

/** Stands for the real one, which the processor knows by its name only. */
public interface DirectBuffer {}
