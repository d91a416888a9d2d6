/** IANA names that this system knows; offsets such as `+02:00` know no summer time. */
export const isTimeZone = (name: string): boolean => {
  try {
    return !/^[+-]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

export const notATimeZone = 'Not a time zone; use an IANA name such as Europe/Rome';
