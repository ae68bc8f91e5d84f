/** Programs that the system tests start as processes of their own: workers and callers as users without Quarkus write them. */
package io.remex.system.programs;
