import { uuid } from '@filo/contracts';
import { DomainError } from '../http/domain-error.js';
import { preferredField } from './preferred-agent.js';

/** A value to be written; empty clears the field. */
export interface StatedFact {
  field: string;
  value: string;
}

/** Fields whose value must mean something to a machine; every other field takes any words. */
const checks: Readonly<Record<string, { fits(value: string): boolean; fault: string }>> = {
  name: { fits: (value) => value.length <= 200, fault: 'A name may have 200 characters' },
  language: {
    fits: (value) => isLanguage(value),
    fault: 'A language is written as its BCP 47 tag, such as en or pt-BR',
  },
  'time-zone': {
    fits: (value) => isTimeZone(value),
    fault: 'A time zone is written as its IANA name, such as Europe/Lisbon',
  },
  [preferredField]: {
    fits: (value) => uuid.safeParse(value).success,
    fault: 'The preferred agent is named by their id',
  },
  photo: { fits: () => false, fault: 'A photo is uploaded, not written: PUT /api/v1/people/:id/photo' },
};

/** As it is kept: an id is compared with ids, which Postgres writes in small letters. */
const written = (field: string, value: string) => (field === preferredField ? value.toLowerCase() : value);

/** Fields that one request may change. */
const fieldsMax = 50;

/** Makes facts of a request; throws `invalid-request` with one fault per field. Pure. */
export const checkFacts = (facts: Readonly<Record<string, string | null>>): StatedFact[] => {
  const stated = Object.entries(facts).map(([field, value]) => ({
    field,
    value: written(field, value ?? ''),
  }));
  if (stated.length === 0 || stated.length > fieldsMax)
    throw refused([{ path: 'facts', message: `Name between 1 and ${fieldsMax} fields` }]);
  const faults = stated.flatMap(({ field, value }) => {
    const check = Object.hasOwn(checks, field) ? checks[field] : undefined;
    const fits = check === undefined || (value === '' && field !== 'photo') || check.fits(value);
    return fits ? [] : [{ path: `facts.${field}`, message: check.fault }];
  });
  if (faults.length > 0) throw refused(faults);
  return stated;
};

const refused = (errors: { path: string; message: string }[]): DomainError =>
  new DomainError('invalid-request', `Nothing was changed. ${errors[0]!.path}: ${errors[0]!.message}`, {
    errors,
  });

const isLanguage = (value: string): boolean => {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
};

const isTimeZone = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    // An offset such as +02:00 knows no summer.
    return /^[A-Za-z]/.test(value);
  } catch {
    return false;
  }
};
