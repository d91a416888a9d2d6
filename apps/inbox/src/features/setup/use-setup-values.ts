import type { Setup } from '@filo/contracts/http';
import { useState } from 'react';

/** What has been typed during the first run; the time zone starts as the one of this browser. */
export function useSetupValues(token: string) {
  const [values, setValues] = useState<Required<Setup>>({
    token,
    name: '',
    email: '',
    password: '',
    organisation: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const change = (part: Partial<Setup>) => setValues((old) => ({ ...old, ...part }));
  return { values, change };
}
