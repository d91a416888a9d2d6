const written =
  '// Written by `node infra/platforms/write-lists.mjs` from the folders of apps/connector-social/src/platforms.';

/**
 * The files that name every platform, as TypeScript: what is bundled and what the bus is provisioned for.
 *
 * @param {readonly string[]} platforms
 * @returns {Record<string, string>}
 */
export const listsOf = (platforms) => ({
  'apps/connector-social/src/all-platforms.ts': [
    written,
    `import type { AnyPlatform } from './platform.js';`,
    ...platforms.map(
      (name) => `import { platform as ${variable(name)} } from './platforms/${name}/platform.js';`,
    ),
    '',
    `export const allPlatforms: Readonly<Record<string, AnyPlatform>> = {`,
    ...platforms.map((name) => (name === variable(name) ? `  ${name},` : `  '${name}': ${variable(name)},`)),
    '};',
    '',
  ].join('\n'),
  'packages/bus/src/provisioning/social-platforms.ts': [
    written,
    `export const socialPlatforms: readonly string[] = [${platforms.map((name) => `'${name}'`).join(', ')}];`,
    '',
  ].join('\n'),
});

const variable = (name) => name.replace(/[^a-z0-9]+(.)/g, (_, letter) => letter.toUpperCase());
