/** A tag list (RFC 6376, 3.2), values without white space; undefined when it is none or names a tag twice. */
export const readTags = (text: string): ReadonlyMap<string, string> | undefined => {
  const tags = new Map<string, string>();
  const parts = text.replace(/\s+/g, '').split(';');
  if (parts.at(-1) === '') parts.pop();
  for (const part of parts) {
    const [, name, value] = /^([a-z][a-z0-9_]*)=(.*)$/is.exec(part) ?? [];
    if (name === undefined || value === undefined || tags.has(name)) return undefined;
    tags.set(name, value);
  }
  return tags;
};
