import { PermanentError } from '@filo/connector';

interface Begun {
  state: string;
  /** The one of many places that the answer must name; undefined: it must name none, which another network's would. */
  at?: string;
}

/** The code in what a browser brings back. Throws `PermanentError` where that is no yes to the sign-in that was begun. */
export const codeIn = (said: Readonly<Record<string, string>>, { state, at }: Begun): string => {
  const code = said['code'];
  if (code !== undefined && said['state'] === state && said['at'] === at) return code;
  throw new PermanentError('state-invalid', 'This is the answer to another sign-in.');
};
