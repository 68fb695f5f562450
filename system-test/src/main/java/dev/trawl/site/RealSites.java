package dev.trawl.site;

import java.nio.file.Path;

/** The two real sites, where the build has put them. Both are crawled from {@code /}. */
public enum RealSites {
  /** 4,796 pages, no dead link; {@code /} and {@code /index.html} have the same bytes. */
  JAKARTA_EE("jakarta.jakartaee-api.jar"),

  /** 4,254 pages, 2,087 of them {@code /index.html?…} with the same bytes, and 2 dead links. */
  COMMONS_MATH("commons-math3.jar");

  private final String file;

  RealSites(String file) {
    this.file = file;
  }

  /** The jar below the folder that the system property {@code trawl.sites} names. */
  public Path jar() {
    return Path.of(System.getProperty("trawl.sites", "target/sites"), file);
  }
}
