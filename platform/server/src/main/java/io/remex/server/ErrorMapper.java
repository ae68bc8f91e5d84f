package io.remex.server;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/** Answers a failed request in JSON, without a stack trace. */
@Provider
class ErrorMapper implements ExceptionMapper<Exception> {
    private static final System.Logger LOGGER = System.getLogger(ErrorMapper.class.getName());

    @Override
    public Response toResponse(Exception failure) {
        if (failure instanceof WebApplicationException known) {
            Response.StatusType status = known.getResponse().getStatusInfo();
            return answer(
                    status, status.getReasonPhrase().toUpperCase(Locale.ROOT).replace(' ', '_'), known.getMessage());
        }
        if (failure instanceof IllegalStateException) {
            return answer(Response.Status.SERVICE_UNAVAILABLE, "UNAVAILABLE", failure.getMessage());
        }
        LOGGER.log(System.Logger.Level.ERROR, "a request failed", failure);
        return answer(Response.Status.INTERNAL_SERVER_ERROR, "INTERNAL", "the scheduler's log says why");
    }

    private static Response answer(Response.StatusType status, String code, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorDocument(code, message))
                .build();
    }
}
