package dev.kerbside.taxi;

/**
 * A taxi zone of New York, a row of TLC's lookup table.
 *
 * @param locationId 1 to 265
 * @param borough one of six, EWR among them, or {@code Unknown}
 * @param zone name of the neighbourhood; not unique
 * @param serviceZone Boro Zone, Yellow Zone, Airports, EWR or N/A
 */
public record Zone(int locationId, String borough, String zone, String serviceZone) {}
