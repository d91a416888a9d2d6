import { provision } from '@filo/bus';
import { startCore } from '../setting/core.mjs';
import { freshDatabase } from '../setting/databases.mjs';
import { percentile, round } from '../setting/numbers.mjs';
import { seedWords, vocabulary } from '../setting/seed-words.mjs';
import { signIn } from '../setting/visitor.mjs';

const searches = 300;
/** The goal speaks of a table of this size. */
const goalMessages = 10_000_000;

/** P8: the newest 50 messages by one and by two words, from the most common to the rarest, through the API. */
export async function measureSearch({ servers, template, words, say }) {
  const databaseUrl = await freshDatabase(servers.databaseUrl, 'search', template);
  // The api waits for its streams, which no other measure may have made.
  await provision({ servers: servers.natsUrl, monitorUrl: servers.monitorUrl, streamPrefix: 'search' });
  await seedWords(databaseUrl, words, say);
  const api = await startCore('start-api.js', { ...servers, prefix: 'search', databaseUrl });
  try {
    const visitor = await signIn(api.url);
    const ms = { one: [], two: [], beginning: [] };
    let slowest = { ms: 0, q: '' };
    for (let n = 0; n < searches; n++)
      for (const [kind, q] of Object.entries(searchesOf())) {
        const took = (await visitor.time(`/search?limit=50&q=${encodeURIComponent(q)}`)).ms;
        ms[kind].push(took);
        if (took > slowest.ms) slowest = { ms: round(took, 0), q };
      }
    const figures = Object.fromEntries(
      Object.entries(ms).map(([kind, all]) => [
        kind,
        { p50: round(percentile(all, 0.5), 1), p95: round(percentile(all, 0.95), 1) },
      ]),
    );
    const p95 = percentile([...ms.one, ...ms.two], 0.95);
    return {
      P8: {
        measured: `p50 ${round(percentile([...ms.one, ...ms.two], 0.5), 1)}, p95 ${round(p95, 0)} ms in ${words} messages; beginnings of words p95 ${figures.beginning.p95} ms`,
        ...(words >= goalMessages && { passes: p95 <= 300 }),
        data: { words, ...figures, slowest },
      },
    };
  } finally {
    await api.stop();
  }
}

/** Every rank as likely on a logarithmic scale: as many searches for very common words as for rare ones. */
const word = () => `w${Math.floor(Math.exp(Math.random() * Math.log(vocabulary)))}`;

/** A space ends a word; without it the last one is a beginning. */
const searchesOf = () => ({ one: `${word()} `, two: `${word()} ${word()} `, beginning: word() });
