import axe from 'axe-core';

// jsdom only warns that it cannot draw; axe then takes no glyph for an icon, as it does without a canvas.
HTMLCanvasElement.prototype.getContext = () => null;

/**
 * What axe objects to in the document as it stands, by WCAG 2.2 AA; colours and sizes need a browser. Nobody asks how to find what is as it
 * should be, which takes longer than to look at it.
 */
export async function axeFaults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'label-content-name-mismatch': { enabled: true }, 'color-contrast': { enabled: false } },
    resultTypes: ['violations'],
    selectors: false,
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
