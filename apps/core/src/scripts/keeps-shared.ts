import type { Reader } from '../access/reader.js';

/** Who keeps the scripts of everybody. */
export const keepsShared = ({ role }: Pick<Reader, 'role'>): boolean =>
  role === 'admin' || role === 'supervisor';
