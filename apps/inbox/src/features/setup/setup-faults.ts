import type { Setup } from '@filo/contracts/http';

export const passwordMin = 12;

type Values = Required<Setup>;
type Fault = 'field.empty' | 'field.not-an-address' | 'setup.password-short';

/** The fields of each step of the first run. */
export const setupSteps = {
  account: ['name', 'email', 'password'],
  organisation: ['organisation', 'timeZone'],
} as const satisfies Record<string, readonly (keyof Values)[]>;
export type SetupStep = keyof typeof setupSteps;

/** What a step still lacks, by field, so that nothing is sent that the server would refuse. */
export function setupFaults(step: SetupStep, values: Values): Partial<Record<keyof Values, Fault>> {
  const faults: Partial<Record<keyof Values, Fault>> = {};
  for (const name of setupSteps[step]) {
    const text = values[name].trim();
    if (text === '') faults[name] = 'field.empty';
    else if (name === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(text))
      faults[name] = 'field.not-an-address';
    else if (name === 'password' && values.password.length < passwordMin)
      faults[name] = 'setup.password-short';
  }
  return faults;
}
