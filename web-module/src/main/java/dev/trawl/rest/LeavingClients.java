package dev.trawl.rest;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/** Makes it no failure that a client goes where it {@linkplain ClientMayLeave may}. */
@Provider
@ClientMayLeave
public class LeavingClients implements WriterInterceptor {
  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    context.setOutputStream(new UntilGone(context.getOutputStream()));
    context.proceed();
  }
}
