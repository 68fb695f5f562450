package dev.trawl.frontier;

/** An open URL, with what becomes of it. */
public record Settled(OpenUrl url, Verdict verdict) {}
