import { render } from '@testing-library/react';
import * as lucide from 'lucide-react';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComponentType } from 'react';

const source = join(import.meta.dirname, '..');
const mirrored = new Set(
  readFileSync(join(import.meta.dirname, 'index.css'), 'utf8').match(/(?<=\.)lucide-[\w-]+/g),
);

/** Icons whose shape points along the line. */
const points =
  /^(?:(?:Arrow|Chevrons?|Move|Corner\w+?|Panel|Indent|List\w*)(?:Left|Right|Start|End)|Trending\w+|ExternalLink|Forward|Reply(?:All)?|Send|Log(?:In|Out)|Undo2?|Redo2?)$/;
const used = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .flatMap((file) =>
    Array.from(
      readFileSync(join(source, file), 'utf8').matchAll(/import \{([^}]*)\} from 'lucide-react'/g),
      ([, names = '']) =>
        names.split(',').map((name) =>
          name
            .replace(/ as .*/, '')
            .replace(/^\s*type /, '')
            .trim(),
        ),
    ).flat(),
  );
const pointing = [...new Set(used)].filter((name) => points.test(name));

test('every icon that points along the line is mirrored where the line runs from right to left', () => {
  const icons = lucide as unknown as Record<string, ComponentType | undefined>;
  const plain = pointing.filter((name) => {
    const Icon = icons[name]!;
    const drawn = render(<Icon />).container.querySelector('svg')!;
    return ![...drawn.classList].some((look) => mirrored.has(look));
  });
  expect(pointing.length).toBeGreaterThan(8);
  expect(plain).toEqual([]);
});
