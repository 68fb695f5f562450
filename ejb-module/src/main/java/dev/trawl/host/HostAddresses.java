package dev.trawl.host;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/** Where hosts answer from, as far as that is found out without an answer. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HostAddresses {
  @PersistenceContext EntityManager em;

  /**
   * From now on nothing is given out for the host while its address has enough to do.
   *
   * @param address in numbers
   */
  public void note(String origin, String address) {
    Sql.update(
        em.unwrap(Connection.class),
        "UPDATE host SET address = ? WHERE origin = ? AND address IS DISTINCT FROM ?",
        address,
        origin,
        address);
  }
}
