package dev.trawl.launcher.doctor;

import java.util.List;

/** Looks at one thing of a deployment, and says what it found; never by an exception. */
@FunctionalInterface
interface Check {

  List<Finding> look(Deployment deployment);
}
