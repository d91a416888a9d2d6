// Fails when what the inbox loads first, or its editor, has grown too big (gzip, minified).
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const limits = { js: 210_000, css: 12_000, font: 40_000, editor: 145_000 };
const editor = 'src/features/composer/rich/rich-field.tsx';

const seen = new Set();
const css = new Set();
const collect = (key) => {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return;
  seen.add(chunk.file);
  for (const file of chunk.css ?? []) css.add(file);
  for (const next of chunk.imports ?? []) collect(next);
};
collect('index.html');
const first = new Set(seen);
collect(editor);
if (!manifest[editor]) throw new Error(`The editor is no chunk of its own: ${editor} is not in the manifest`);

const gzipped = (file) => gzipSync(readFileSync(new URL(file, dist))).length;
const sum = (files) => [...files].reduce((total, file) => total + gzipped(file), 0);
const font = Object.values(manifest).find(({ file }) => /latin-wght-normal.*\.woff2$/.test(file));
const sizes = {
  js: sum(first),
  css: sum(css),
  font: font ? readFileSync(new URL(font.file, dist)).length : 0,
  editor: sum([...seen].filter((file) => !first.has(file))),
};

let failed = false;
for (const [kind, limit] of Object.entries(limits)) {
  const fits = sizes[kind] <= limit;
  failed ||= !fits;
  console.log(
    `${fits ? 'ok  ' : 'FAIL'} ${kind.padEnd(6)} ${(sizes[kind] / 1000).toFixed(1)} kB of ${limit / 1000} kB`,
  );
}
if (failed) process.exit(1);
