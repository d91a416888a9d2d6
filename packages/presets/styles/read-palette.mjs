/** Every rule of a stylesheet with the rules around it: `{ path: ['@media …', ':root'], own: 'what it says itself' }`. */
function rulesIn(css) {
  const rules = [];
  const open = [{ path: [], own: '' }];
  for (const part of css.replaceAll(/\/\*[\s\S]*?\*\//g, '').match(/[^{};]+[{;]?|\}/g) ?? []) {
    const here = open.at(-1);
    if (part.endsWith('{')) {
      open.push({ path: [...here.path, part.slice(0, -1).trim().replaceAll(/\s+/g, ' ')], own: '' });
      rules.push(open.at(-1));
    } else if (part === '}') open.pop();
    else here.own += part;
  }
  return rules;
}

/**
 * The colours that a stylesheet gives names to, by those who look: `{ light: {…}, dark: {…}, highLight: {…}, highDark: {…} }`, each with
 * the value that the cascade leaves there. Of colours in `#hex` alone, or two of them in `light-dark()`.
 */
export function readPalette(css) {
  const palette = { light: {}, dark: {}, highLight: {}, highDark: {} };
  for (const { path, own } of rulesIn(css)) {
    const text = path.join(' ').replaceAll(/\s/g, '');
    if (!/^(?:@media[^:]*)?(?:\([^)]*\)(?:and)?)*:root(?:@varianthigh-contrast)?$/.test(text)) continue;
    if (text.includes('forced-colors')) continue;
    const high = /high-contrast|prefers-contrast:more/.test(text);
    const dark = text.includes('prefers-color-scheme:dark');
    for (const [, name, value] of own.matchAll(/--([\w-]+)\s*:\s*([^;]+)/g)) {
      const [light, other = light] = value.match(/#[\da-f]{3,6}\b/gi) ?? [];
      if (light === undefined || value.includes('rgb(')) continue;
      if (!high && !dark) palette.light[name] = light;
      if (!high) palette.dark[name] = other;
      if (!dark) palette.highLight[name] = light;
      palette.highDark[name] = other;
    }
  }
  return palette;
}

const channels = (hex) =>
  (hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : hex.slice(1).match(/../g)).map(
    (pair) => parseInt(pair, 16) / 255,
  );

/** WCAG 2.2, relative luminance. */
const luminance = (hex) => {
  const [red, green, blue] = channels(hex).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** WCAG 2.2, contrast ratio: 1 to 21. */
export function contrastOf(one, other) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}
