/**
 * What runs while things are broken: functions whose results anybody can check, and the two programs, a worker and a caller, that a user
 * could have written. Each program is a process that may be killed at any moment; what the caller has seen is in its journal.
 */
package io.remex.chaos.job;
