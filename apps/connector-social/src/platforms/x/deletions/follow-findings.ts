import type { Following } from '@filo/connector';
import { patiently } from '../../../limits/patiently.js';
import { lookupRequest } from '../client/x-access.js';
import { perPage, type XClient } from '../client/x-client.js';
import type { Finding } from '../client/x-compliance-client.js';
import { affordablePosts } from '../costs/affordable.js';
import { timeOfId } from '../reading/post-ids.js';
import { looksPerEdit, type Changes } from './changes.js';
import type { Standing } from './compliance-standing.js';
import type { Suspects } from './suspects.js';
import { walkShare } from './walk.js';

/** X lets an author change a post for so long. */
const changeableMs = 3_600_000;
/** As the list of suspects, it stays small on the bus. */
const editedMax = 2_000;

interface FollowFindings {
  client: XClient;
  suspects: Suspects;
  changes: Changes;
  now: number;
  goneAfterMs: number;
}

/**
 * Follows what X said of a list of posts. What it calls deleted is looked for once, which costs nothing while it is not there: two voices that say
 * the same empty a post at once. What is only hidden, or switched off for a while, is no different here from what a look finds. What was
 * changed is read anew, once.
 */
export const followFindings = async (
  listening: Following,
  findings: readonly Finding[],
  { edited = [], ...parts }: FollowFindings & Pick<Standing, 'edited'>,
): Promise<Partial<Standing>> => {
  const goneOf = (isDeleted: boolean) =>
    findings
      .filter(({ action, reason }) => action === 'delete' && (reason === 'deleted') === isDeleted)
      .map(({ id }) => id);
  await lookFor(listening, goneOf(true), { ...parts, isCertain: true });
  await lookFor(listening, goneOf(false), { ...parts, isCertain: false });
  const changed = findings.filter(({ action }) => action === 'rehydrate').map(({ id }) => id);
  return { edited: await readAnew(listening, changed, { ...parts, known: new Set(edited) }) };
};

const lookFor = async (
  { signal, log }: Following,
  ids: readonly string[],
  { client, suspects, now, goneAfterMs: enoughMs, isCertain }: FollowFindings & { isCertain: boolean },
): Promise<void> => {
  const budget = client.access.budgetOf(lookupRequest);
  for (let from = 0; from < ids.length; from += perPage) {
    const asked = ids.slice(from, from + perPage);
    const { missing } = await patiently(() => client.look(asked), { budget, signal });
    await suspects.note({ asked, missing }, { now, enoughMs, isCertain });
    // What is gone costs nothing; what stands there all the same is paid for.
    const hasPaid = missing.length < asked.length;
    if (hasPaid && (await affordablePosts(client.access.meter, walkShare)) < 1) return;
    if (!isCertain || missing.length >= asked.length / 2) continue;
    // What is there costs: X contradicts itself, and the next list may say otherwise.
    log.warn({ named: ids.length, missing: missing.length }, 'x.deletions_list_contradicted');
    return;
  }
};

/** Which changes are known then, of those that X names. */
const readAnew = async (
  { signal }: Following,
  ids: readonly string[],
  { client, changes, now, known }: FollowFindings & { known: ReadonlySet<string> },
): Promise<string[]> => {
  const budget = client.access.budgetOf(lookupRequest);
  const affordable = (await affordablePosts(client.access.meter, walkShare)) / looksPerEdit;
  const read = ids.filter((id) => !known.has(id)).slice(0, Math.min(perPage, affordable));
  if (read.length > 0) {
    const { changed } = await patiently(() => client.look(read), { budget, signal });
    await changes.follow(changed);
  }
  const settled = new Set([...known, ...read.filter((id) => now - timeOfId(id) > changeableMs)]);
  return ids.filter((id) => settled.has(id)).slice(-editedMax);
};
