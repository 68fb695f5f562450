package dev.trawl.flow;

import jakarta.ejb.ApplicationException;

/** Nothing new is taken in, since database or broker has no room for it; later it may be. */
@ApplicationException(rollback = true) // not wrapped by the container
public final class NoSpaceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoSpaceException(Finding finding) {
    super(finding.state().wire() + ": " + finding.detail());
  }
}
