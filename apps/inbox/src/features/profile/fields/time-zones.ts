import { cityOf } from '../zone-city';

let known: { value: string; label: string }[] | undefined;

/** Every time zone that the browser knows, each with its city. */
export const timeZones = (): { value: string; label: string }[] =>
  (known ??= Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: cityOf(zone) })));

/** The time zone of a city; what is no city that the browser knows is taken for the name of a zone itself. */
export const zoneOf = (city: string): string =>
  timeZones().find(({ label }) => label.toLowerCase() === city.trim().toLowerCase())?.value ?? city.trim();
