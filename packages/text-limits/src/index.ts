export { limitsFor } from './limits-for.js';
export { measureText, type TextMeasure } from './measure-text.js';
export { measureMastodon, type MastodonLimits } from './mastodon.js';
export { splitText } from './split-text.js';
export { isPostablePicture, pictureLimits, type PictureLimits } from './pictures.js';
