package dev.trawl.http;

/**
 * What became of a request: a complete answer, whatever its status, or the reason why there is
 * none.
 */
public sealed interface Exchange permits Answer, Failure {}
