/**
 * What travels between processes: the SBE schema of the data plane ({@code src/main/sbe/remex.xml}) and the proto file of the
 * control plane ({@code src/main/proto}), with the code generated from both and the streams that carry them.
 */
package io.remex.protocol;
