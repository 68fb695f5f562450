package dev.trawl.robots;

/**
 * What an origin answered when it was asked for its robots.txt: all that its rules are read from,
 * so that they can be read again later by {@link RobotsParser#parse(Origin, RobotsFile)}.
 *
 * @param status of the last answer, 200 to 499
 * @param contentType as it was sent, empty if it was not
 * @param content at most {@link RobotsParser#MOST_BYTES}; empty where there is no file: only an
 *     answer of 2xx has one; not copied, so not to be written into
 * @param isCut whether the file goes on where {@code content} ends
 */
// Nobody compares files, and each would be copied three times on its way to the database.
@SuppressWarnings("ArrayRecordComponent")
public record RobotsFile(int status, String contentType, byte[] content, boolean isCut) {
  static RobotsFile none(int status) {
    return new RobotsFile(status, "", new byte[0], false);
  }
}
