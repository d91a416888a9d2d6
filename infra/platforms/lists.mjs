const written =
  '// Written by `node infra/platforms/write-lists.mjs` from the folders of apps/connector-social/src/platforms.';

/**
 * The files that name every platform: what is bundled, what the bus is provisioned for, and who may do what on it.
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
    `export const socialPlatforms: readonly string[] = ${names(platforms)};`,
    '',
  ].join('\n'),
  // For what runs without the sources: an installation, and a copy of what was built.
  'infra/platforms/platforms.mjs': [written, `export const platforms = ${names(platforms)};`, ''].join('\n'),
});

const names = (platforms) => `[${platforms.map((name) => `'${name}'`).join(', ')}]`;

const variable = (name) => name.replace(/[^a-z0-9]+(.)/g, (_, letter) => letter.toUpperCase());
