/**
 * The system as its users see it. {@link io.remex.system.ApiContract} and its kin say what the public API does; they run once
 * embedded and once against processes of their own. The other tests start processes and kill them.
 */
package io.remex.system;
