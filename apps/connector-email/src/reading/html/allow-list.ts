/**
 * What may stand in cleaned HTML. No element here changes how a browser reads what follows it (no raw text, no foreign
 * content, no forms, no frames), so that escaped text and these tags can only ever be read as what they are.
 */
export const allowedElements: ReadonlySet<string> = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn ' +
    'div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q ' +
    'rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
  ).split(' '),
);

export const voidElements: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'wbr']);

/** Their content goes with them. */
export const droppedElements: ReadonlySet<string> = new Set(
  (
    'script style head title template noscript noembed noframes iframe frameset object applet embed svg math textarea ' +
    'select option xmp plaintext listing audio video canvas'
  ).split(' '),
);

/** Plain attributes and what their value must look like. */
export const allowedAttributes: ReadonlyMap<string, RegExp> = new Map([
  ['align', /^(?:left|right|center|justify|middle|top|bottom|absmiddle)$/i],
  ['alt', /^[^]{0,2000}$/],
  ['bgcolor', /^#?[a-z0-9]{1,30}$/i],
  ['border', /^\d{1,3}$/],
  ['cellpadding', /^\d{1,4}$/],
  ['cellspacing', /^\d{1,4}$/],
  ['color', /^#?[a-z0-9]{1,30}$/i],
  ['colspan', /^\d{1,3}$/],
  ['dir', /^(?:ltr|rtl|auto)$/i],
  ['face', /^[\w\s,'-]{1,200}$/],
  ['height', /^\d{1,5}(?:px|%)?$/],
  ['lang', /^[a-z0-9-]{1,35}$/i],
  ['nowrap', /^(?:nowrap|)$/i],
  ['rowspan', /^\d{1,3}$/],
  ['size', /^[+-]?\d{1,2}$/],
  ['span', /^\d{1,3}$/],
  ['start', /^-?\d{1,6}$/],
  ['title', /^[^]{0,2000}$/],
  ['type', /^(?:1|a|i|disc|circle|square|cite)$/i],
  ['valign', /^(?:top|middle|bottom|baseline)$/i],
  ['width', /^\d{1,5}(?:px|%)?$/],
]);

/** Properties of a style attribute: looks, never position, never anything that loads. */
export const allowedProperties =
  /^(?:background-color|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-collapse|border-radius|border-spacing|caption-side|color|direction|empty-cells|font(?:-(?:family|size|style|variant|weight))?|height|letter-spacing|line-height|list-style-type|margin(?:-(?:top|right|bottom|left))?|max-height|max-width|min-height|min-width|overflow-wrap|padding(?:-(?:top|right|bottom|left))?|table-layout|text-(?:align|decoration|indent|transform)|vertical-align|white-space|width|word-break|word-spacing|word-wrap)$/;
