import { wellFormed } from './well-formed.js';

import type { Entity } from './entity.js';

/** A part's name as sent: Content-Disposition before Content-Type, decoded, without path or control characters. */
export const partName = ({ disposition, type, headers }: Entity): string | undefined => {
  const sent =
    disposition.parameters.get('filename') ??
    type.parameters.get('name') ??
    headerName(headers.get('content-description'));
  return safeName(sent);
};

/** A name that is shown and offered for saving, never used as a path. */
export const safeName = (sent: string | undefined): string | undefined => {
  const base = (sent ?? '').replace(/^.*[/\\](?=[^/\\])/s, '');
  const name = wellFormed(base)
    // Control, bidirectional and invisible characters can make an .exe look like a .pdf.

    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[/\\]+$/, '')
    .trim()
    .normalize('NFC');
  if (name === '' || /^\.+$/.test(name)) return undefined;
  return name.length <= 255 ? name : shorten(name);
};

const shorten = (name: string): string => {
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  return wellFormed(name.slice(0, 255 - extension.length)) + extension;
};

/** Some programs name a part only in its description; a sentence is no name. */
const headerName = (description: string | undefined): string | undefined =>
  description && /^[\w.-]+\.[a-z0-9]{2,4}$/i.test(description.trim()) ? description.trim() : undefined;
