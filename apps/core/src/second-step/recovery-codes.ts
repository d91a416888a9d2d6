import { randomInt } from 'node:crypto';
import type { Queryable } from '../database/queryable.js';
import { encodeArray } from '../database/encode-array.js';
import { hashSecret } from '../sessions/secrets.js';

const count = 10;
/** Nothing that looks like something else on paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 12;

/** Twelve letters hold 59 random bits: out of reach for guesses, which need no limit for that. */
const newCode = (): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** As it is typed from paper: capitals, blanks and dashes make no difference. */
const hashed = (code: string): Buffer =>
  hashSecret(`recovery ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`);

/** Makes ten codes in place of those before, and resolves with them: they are stored nowhere. */
export const makeRecoveryCodes = async (db: Queryable, agentId: string): Promise<string[]> => {
  const codes = Array.from({ length: count }, newCode);
  await db.query('delete from recovery_code where agent_id = $1', [agentId]);
  const hashes = codes.map((code) => hashed(code).toString('hex'));
  await db.query(
    `insert into recovery_code (agent_id, code_hash) select $1, decode(unnest($2::text[]), 'hex')`,
    [agentId, encodeArray('text', hashes)],
  );
  return codes;
};

/** Takes a code, once; resolves with whether there was one. */
export const takeRecoveryCode = async (db: Queryable, agentId: string, code: string): Promise<boolean> => {
  const taken = await db.query(
    `with taken as (update recovery_code set used_at = now()
       where agent_id = $1 and code_hash = $2 and used_at is null returning 1) select from taken`,
    [agentId, hashed(code)],
  );
  return taken.length > 0;
};
