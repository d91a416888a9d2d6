/** Prefixes of answers and forwards in the languages mail programs speak. */
const prefix =
  /^\s*(?:(?:re|aw|sv|vs|antw|odp|rif|res|ref|tr|fwd?|wg|vb|doorst|i|rv|enc|回复|答复|转发|返信)(?:\s*[[(]\d+[\])])?\s*[:：]|\[[^\]\s]{1,40}\])\s*/i;

/** What two subjects of one matter have in common: without answer prefixes and list tags, case and spacing folded. */
export const normaliseSubject = (subject: string | undefined | null): string | null => {
  let rest = subject ?? '';
  for (let next = rest.replace(prefix, ''); next !== rest; next = rest.replace(prefix, '')) rest = next;
  const key = rest.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 500);
  return key === '' ? null : key;
};
