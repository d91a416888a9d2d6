/** In this order: most browsers name others besides themselves. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (userAgent: string, names: readonly [RegExp, string][]): string | undefined =>
  names.find(([sign]) => sign.test(userAgent))?.[1];

/** "Firefox, Linux", as far as the browser tells; what it calls itself where it is none of the usual; undefined when it says nothing. */
export const browserOf = (userAgent: string): string | undefined => {
  const known = [nameIn(userAgent, browsers), nameIn(userAgent, systems)].filter((one) => one !== undefined);
  return known.length > 0 ? known.join(', ') : userAgent.trim().slice(0, 80) || undefined;
};
