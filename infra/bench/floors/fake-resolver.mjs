/** Answers from a table, without a network: `{ 'sel._domainkey.example.org': 'v=DKIM1; ...' }`. */
export const fakeResolver = (records) => async (name, type) => {
  const record = type === 'TXT' ? records[name.toLowerCase()] : undefined;
  if (record === undefined) throw Object.assign(new Error(`no ${type} for ${name}`), { code: 'ENOTFOUND' });
  return [[record]];
};
