/**
 * Chaos on real processes: {@link io.remex.chaos.ChaosRun} starts a cluster, has callers submit work whose results are known, breaks
 * something every second, and accounts for every task in the end. Nothing here sees more of Remex than its users do: jars, the public
 * API, {@code /api/cluster}, and files. One thread, but for the hook that ends everything on Ctrl-C.
 */
package io.remex.chaos;
