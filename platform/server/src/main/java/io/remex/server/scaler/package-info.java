/**
 * Workers that come and go with demand. {@link io.remex.server.scaler.ScalerLoop} looks at the cluster on its own thread, {@code
 * remex-scaler}, and tells a {@link io.remex.server.scaler.WorkerScaler} what is needed; everything here runs on that thread.
 */
package io.remex.server.scaler;
