import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormList, PersonPage } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import type { Api } from '../src/api.js';
import { describeWith, findProgram } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { peopleOf, threadOf } from '../src/look-up.js';
import { mailTo } from '../src/write-to-us.js';

const docs = readFileSync(join(import.meta.dirname, '../../../docs/site-tokens.md'), 'utf8');
const secret = 'a secret of more than thirty-two characters';

/** Of each language of the docs: what runs it, and how its files end. */
const examples = [
  ['js', 'node', 'mjs'],
  ['php', 'php', 'php'],
  ['python', 'python3', 'py'],
] as const;

/** The token that an example prints, run as it stands in the docs. */
const tokenBy = ([language, program, extension]: (typeof examples)[number], id: string, email: string) => {
  const example = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(docs)?.[1];
  if (example === undefined) throw new Error(`no example in ${language}`);
  const folder = mkdtempSync(join(tmpdir(), 'filo-site-token-'));
  try {
    const file = join(folder, `example.${extension}`);
    writeFileSync(file, example);
    const path = program === 'node' ? process.execPath : findProgram(program)!;
    const env = { PATH: process.env['PATH'], FORM_SECRET: secret };
    return execFileSync(path, [file, id, email], { env, encoding: 'utf8' }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const post = (filo: Filo, token: string): Promise<Response> =>
  fetch(`${filo.formUrl}/forms/contact/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'Typed Name', email: 'typed@example.org', message: 'From your site' }),
  });

/** Ids of the people who are this user of the site; an agent reads its name beside the id. */
const usersCalled = async (api: Api, id: string): Promise<string[]> => {
  const { items } = await api.get<PersonPage>(`/people?q=${encodeURIComponent(id)}`);
  return items
    .filter(({ identities }) => identities.some(({ key }) => key === `shop.example: ${id}`))
    .map((person) => person.id);
};

describeWith(['php', 'python3'], 'the examples for site builders, as the docs have them', () => {
  let filo: Filo;
  let api: Api;

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    const [form] = (await api.get<FormList>('/forms')).items;
    await api.request('PATCH', `/forms/${form!.id}`, {
      definition: { ...form!.definition, requireSiteToken: true, site: 'shop.example' },
      siteTokenSecret: secret,
    });
    // The setting reaches the form within seconds: from then on nobody gets in without a token.
    await holds(async () => expect((await post(filo, 'none')).status).toBe(401), { timeoutMs: 30_000 });
  }, 240_000);

  afterAll(() => filo?.remove());

  it.each(examples.map((example) => ({ example, language: example[0] })))(
    'prove the user of the site to the form, and whose mail address is theirs: $language',
    async ({ example, language }) => {
      const [id, email] = [`user-${language}`, `${language}@example.org`];
      const token = tokenBy(example, id, email);
      expect((await post(filo, token)).status).toBe(201);
      // Another signature of the same length, and the form is closed again.
      expect((await post(filo, token.replace(/.{4}$/, 'AAAA'))).status).toBe(401);
      // An address that never wrote to us is shown to nobody: the user of the site is whom the person is found by.
      const user = await eventually(async () => {
        const [personId, ...others] = await usersCalled(api, id);
        if (personId === undefined || others.length > 0) throw new Error(`not one person is ${id}`);
        return personId;
      });
      const [message] = (await api.messages(user)).items;
      expect(message).toMatchObject({ channel: 'webform', authorProof: 'proven' });
      await mailTo(filo.ports.smtp, {
        from: email,
        subject: `Mail of ${id}`,
        text: 'I wrote from your site.',
      });
      await threadOf(api, email, ({ items }) => items.length === 2);
      // The person that was found may just have become part of the other.
      await holds(async () => {
        const people = await peopleOf(api, email);
        expect([people.length, await usersCalled(api, id)]).toEqual([1, people]);
      });
    },
  );
});
