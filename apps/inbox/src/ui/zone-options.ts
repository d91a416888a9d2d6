/** The time zones that the browser knows, and the one that is set. */
export const zoneOptions = (current: string): { value: string; label: string }[] => {
  const all = Intl.supportedValuesOf('timeZone');
  return (all.includes(current) ? all : [current, ...all]).map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
};
