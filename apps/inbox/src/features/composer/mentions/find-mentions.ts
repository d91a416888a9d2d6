import type { Mentionable } from '@filo/contracts/http';
import type { Draft } from '../../../state/drafts/draft';

export type Mention = Draft['mentions'][number];

/** Somebody whom a note can name, with who of them may not read it. */
export interface Candidate extends Mention {
  /** Whether anybody of them would be told. */
  reaches: boolean;
  /** Of a team: how many there are, and how many of them may not read it. */
  members?: number;
  unseeing?: number;
}

/** Agents first, then teams; nobody names themselves. */
export const candidatesOf = ({ agents, teams }: Mentionable, me: string): Candidate[] => [
  ...agents
    .filter(({ id }) => id !== me)
    .map(({ id, name, sees }) => ({ type: 'agent' as const, id, name, reaches: sees })),
  ...teams.map(({ id, name, members, unseeing }) => ({
    ...{ type: 'team' as const, id, name, members, unseeing },
    reaches: unseeing < members,
  })),
];

/** What is being typed behind the last `@` before the caret; undefined where none is. */
export function askedBefore(text: string, caret: number): { from: number; asked: string } | undefined {
  const found = /(?:^|[\s([{])@([^@\n]{0,40})$/u.exec(text.slice(0, caret));
  const asked = found?.[1];
  return asked === undefined ? undefined : { from: caret - asked.length - 1, asked };
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whose name, or a word of it, begins with what is asked for. */
export const fitting = (candidates: readonly Candidate[], asked: string): Candidate[] => {
  const wanted = plain(asked);
  const begins = (name: string) =>
    plain(name).startsWith(wanted) ||
    plain(name)
      .split(/\s+/)
      .some((word) => word.startsWith(wanted));
  return wanted.startsWith(' ') ? [] : candidates.filter(({ name }) => begins(name)).slice(0, 8);
};

const goesOn = /^[\p{L}\p{N}]/u;
const standsIn = (text: string, name: string): boolean => {
  for (let at = text.indexOf(`@${name}`); at !== -1; at = text.indexOf(`@${name}`, at + 1))
    if (!goesOn.test(text.slice(at + 1 + name.length))) return true;
  return false;
};

/** Whom the text names now: who was chosen and still stands in it, and whose whole name was typed and is nobody else's. */
export function namedIn(
  text: string,
  chosen: readonly Mention[],
  candidates: readonly Candidate[],
): Candidate[] {
  const isNamed = ({ name }: Mention) => standsIn(text, name);
  const names = new Set(chosen.filter(isNamed).map(({ name }) => name));
  const isAlone = ({ name }: Mention) => candidates.filter((other) => other.name === name).length === 1;
  return candidates.filter(
    (one) =>
      isNamed(one) &&
      (names.has(one.name)
        ? chosen.some(({ id, type }) => id === one.id && type === one.type)
        : isAlone(one)),
  );
}
