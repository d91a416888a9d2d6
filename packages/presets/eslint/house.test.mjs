import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { house } from './house.mjs';

const lines = (count) => 'call();\n'.repeat(count);

function complaintsOf(code, filename, rules) {
  const config = {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { house },
    rules,
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  };
  return new Linter().verify(code, config, { filename }).map(({ message }) => message);
}

describe('a file', () => {
  const rules = { 'house/file-length': ['warn', { max: 3 }] };

  test('is measured in lines of code: blank lines and comments are free', () => {
    expect(complaintsOf(`// why\n\n/* and\n why */\n${lines(3)}`, 'a.ts', rules)).toEqual([]);
    expect(complaintsOf(lines(4), 'a.ts', rules)).toEqual(['4 lines of code, more than 3: split it by duty']);
  });
});

describe('a function', () => {
  const rules = { 'house/function-length': ['error', { max: 4, ofComponents: 6 }] };
  const withLines = (head, count) => `${head} {\n// why\n\n${lines(count)}}`;

  test.each([
    ['a function', 'function work()', 'work.ts'],
    ['an arrow', 'const work = () =>', 'work.mjs'],
    ['a hook beside a component', 'const work = () =>', 'work.tsx'],
    ['a thing with a capital outside a component file', 'function Work()', 'work.ts'],
  ])('%s has its limit', (_, head, file) => {
    expect(complaintsOf(withLines(head, 2), file, rules)).toEqual([]);
    expect(complaintsOf(withLines(head, 3), file, rules)).toEqual([
      expect.stringMatching(/^work has 5 lines of code, more than 4$/i),
    ]);
  });

  test('a component may be longer, and has its own limit', () => {
    expect(complaintsOf(withLines('function Card()', 4), 'card.tsx', rules)).toEqual([]);
    expect(complaintsOf(withLines('const Card = () =>', 5), 'card.tsx', rules)).toEqual([
      'Card has 7 lines of code, more than 6',
    ]);
  });
});

describe('parameters', () => {
  const rules = { 'house/parameters': ['error', { max: 1, ofConstructors: 2 }] };
  const tooMany = (name, count, limit) =>
    `${name} takes ${count} parameters, more than ${limit}: name what belongs together`;

  test.each([
    ['a function', 'function put(a, b) {}', 'put'],
    ['an arrow', 'const put = (a, b) => a;', 'put'],
    ['a method', 'class Box { put(a, b) {} }', 'put'],
    ['an abstract method', 'abstract class Box { abstract put(a: 1, b: 2): void }', 'put'],
    ['a method of a type', 'interface Box { put(a: 1, b: 2): void }', 'put'],
    ['a function type', 'type Put = (a: 1, b: 2) => void;', 'Put'],
  ])('%s has its limit', (_, code, name) => {
    expect(complaintsOf(code, 'box.ts', rules)).toEqual([tooMany(name, 2, 1)]);
  });

  test('a constructor, and the factory that Nest calls instead, take more', () => {
    expect(complaintsOf('class Box { constructor(a, b) {} }', 'box.ts', rules)).toEqual([]);
    expect(complaintsOf('class Box { constructor(a, b, c) {} }', 'box.ts', rules)).toEqual([
      tooMany('constructor', 3, 2),
    ]);
    expect(complaintsOf('const box = { useFactory: (a, b) => a };', 'box.ts', rules)).toEqual([]);
    expect(complaintsOf('const box = { useFactory: (a, b, c) => a };', 'box.ts', rules)).toEqual([
      tooMany('useFactory', 3, 2),
    ]);
  });

  test('a route handler whose parameters are all decorated is free; one plain parameter ends that', () => {
    expect(
      complaintsOf('class Box { put(@Param() a: 1, @Body() b: 2) {} }', 'box.controller.ts', rules),
    ).toEqual([]);
    expect(complaintsOf('class Box { put(@Param() a: 1, b: 2) {} }', 'box.controller.ts', rules)).toEqual([
      tooMany('put', 2, 1),
    ]);
  });
});

describe('a page in a browser', () => {
  const rules = { 'house/live-page': 'error' };
  const said = (name) => [`What ${name} answers is of this moment: wait for it with holds()`];

  test.each([
    ['count', 'expect(await page.getByRole("row").count()).toBe(1);'],
    ['isVisible', 'expect(await words.isVisible()).toBe(true);'],
    ['inputValue', 'const kept = async () => { expect(await label("Name").inputValue()).not.toBe(""); };'],
    ['evaluate', 'await Promise.all([expect(await field.evaluate((node) => node.id)).toBe("a")]);'],
  ])('is not asked for its %s in passing', (name, code) => {
    expect(complaintsOf(code, 'a.test.ts', rules)).toEqual(said(name));
  });

  test.each([
    'await holds(async () => expect(await row.count()).toBe(1));',
    'await holds(async () => { await button.click(); expect(await row.isVisible()).toBe(true); });',
    'await eventually(async () => { expect(await row.count()).toBe(1); return true; });',
    'expect(await api.threads()).toEqual([]);',
    'expect(counts).toBe(1);',
  ])('is waited for, and what is no page is asked: %s', (code) => {
    expect(complaintsOf(code, 'a.test.ts', rules)).toEqual([]);
  });
});

describe('a page that may run from right to left', () => {
  const rules = { 'house/logical-sides': 'error' };
  const says = (found) =>
    `"${found}" names a side of the screen: say start or end, as a page from right to left needs it`;

  test.each([
    ['const look = "flex ml-2";', 'ml-2'],
    ['const look = "max-md:-mr-4 text-base";', '-mr-4'],
    ['const look = `absolute left-0 ${more}`;', 'left-0'],
    ['const look = "border-l";', 'border-l'],
    ['const look = "rounded-tr-control";', 'rounded-tr-control'],
    ['const look = "hover:text-left";', 'text-left'],
    ['const look = "translate-x-4";', 'translate-x-4'],
    ['const box = <p style={{ marginLeft: 4 }} />;', 'marginLeft'],
    ['const css = "a{left:0}";', 'left:'],
    ['const css = `p{margin:0 .5rem 0 0}`;', 'margin:0 .5rem 0 0'],
    ['const css = "td{text-align: right}";', 'text-align: right'],
  ])('has no side of the screen in %s', (code, found) => {
    expect(complaintsOf(code, 'card.tsx', rules)).toEqual([says(found)]);
  });

  test.each([
    'const look = "ms-2 pe-4 start-0 border-s rounded-e-control text-start inset-x-0 -translate-x-1/2";',
    'const look = "translate-x-4 rtl:-translate-x-4";',
    'const words = t("composer.left-bytes", { left });',
    'const css = "p{margin:1px 2px 3px 2px;padding-inline:1rem 2rem;padding:0 calc(1rem - 1px)}";',
    'const left = { right: 1 };',
  ])('says where a line begins and ends: %s', (code) => {
    expect(complaintsOf(code, 'card.tsx', rules)).toEqual([]);
  });
});
