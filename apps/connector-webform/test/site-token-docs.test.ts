import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSiteToken } from '../src/guard/check-site-token.js';

const docs = readFileSync(join(import.meta.dirname, '../../../docs/site-tokens.md'), 'utf8');
const example = (language: string): string => {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(docs)?.[1];
  if (found === undefined) throw new Error(`no example in ${language}`);
  return found;
};
const secret = 'a secret of thirty-two characters';
const check = (token: string) => checkSiteToken(token, { secret, formKey: 'contact', now: new Date() });

const isHere = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** What an example prints, run as it stands in the docs. */
const run = (language: string, program: string, extension: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'filo-site-token-'));
  try {
    const file = join(folder, `example.${extension}`);
    writeFileSync(file, example(language));
    return execFileSync(program, [file, 'user-7', 'ann@example.org'], {
      env: { ...process.env, FORM_SECRET: secret, NODE_OPTIONS: '' },
      encoding: 'utf8',
    }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the examples for site builders', () => {
  const examples = [
    ['js', process.execPath, 'mjs'],
    ['php', 'php', 'php'],
    ['python', 'python3', 'py'],
  ] as const;
  const here = examples.filter(([, program]) => isHere(program));

  it.each(here)('make a good token in %s', (language, program, extension) => {
    expect(check(run(language, program, extension))).toEqual({
      user: { id: 'user-7', email: 'ann@example.org', name: undefined },
    });
  });

  it('stand there in three languages, with a token to compare others with', () => {
    expect(examples.map(([language]) => example(language).length > 100)).toEqual([true, true, true]);
    const vector = example('text').trim();
    expect(check(vector)).toEqual({ user: { id: 'user-7', email: 'ann@example.org', name: undefined } });
    expect(check(`${vector.slice(0, -2)}AA`)).toEqual({ fault: 'wrong-signature' });
  });
});
