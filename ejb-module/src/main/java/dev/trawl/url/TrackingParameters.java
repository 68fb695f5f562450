package dev.trawl.url;

import java.util.List;
import java.util.stream.Stream;

/**
 * Parameters that no site needs to find a page. Each name belongs to one well-known system and is
 * hardly used for anything else; most are also dropped by browsers that strip links (Firefox'
 * privacy.query_stripping.strip_list, Brave). Of a parameter that may choose the content it is
 * better to crawl a page twice than not at all, and so are not here:
 *
 * <ul>
 *   <li>sid, s, id, sessionid: sessions at some sites, at others stories (PHP-Nuke), searches, and
 *       the sessions of a conference;
 *   <li>ref, source, campaign, cid, token: a branch of a repository, a view, a category;
 *   <li>cfid: a session of ColdFusion only where cftoken stands beside it, which a list of names
 *       cannot say;
 *   <li>pk_*: campaigns of old Matomo, but also primary keys; four of them are spelled out;
 *   <li>/(S(...))/ of ASP.NET: a segment, no parameter.
 * </ul>
 */
final class TrackingParameters {
  /** Google Analytics and all who followed it, Matomo. */
  private static final String CAMPAIGNS = "utm_* mtm_* pk_campaign pk_kwd pk_source pk_medium";

  /** Google, Facebook, Microsoft, Yandex, X, TikTok, LinkedIn, Instagram, and smaller ones. */
  private static final String CLICKS =
      "gclid gclsrc dclid gbraid wbraid srsltid fbclid msclkid yclid ysclid _openstat twclid ttclid"
          + " li_fat_id igshid wickedid rb_clickid";

  /** Across domains, by Google Analytics and HubSpot; and where they come from, by Adobe. */
  private static final String VISITORS = "_ga _gl __hssc __hstc __hsfp hsctatracking s_cid";

  /** Who opened which mail: Mailchimp, HubSpot, Marketo, Vero, Olytics. */
  private static final String MAILS =
      "mc_cid mc_eid _hsenc _hsmi mkt_tok vero_id vero_conv oly_anon_id oly_enc_id";

  /** Java, PHP, ASP, osCommerce, Zen Cart. */
  private static final String SESSIONS =
      "jsessionid ;jsessionid phpsessid ;phpsessid aspsessionid* oscsid zenid";

  static final List<String> NAMES =
      Stream.of(CAMPAIGNS, CLICKS, VISITORS, MAILS, SESSIONS)
          .flatMap(names -> Stream.of(names.split(" ", -1)))
          .toList();

  private TrackingParameters() {}
}
