package io.remex.server;

/**
 * What a failed request is answered with.
 *
 * @param code stable, for programs
 * @param message for people: what happened and what to do
 */
record ErrorDocument(String code, String message) {}
