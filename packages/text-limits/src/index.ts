export { limitsFor } from './limits-for.js';
export { measureText, type TextMeasure } from './measure-text.js';
export { measureMastodon, withName, type MastodonLimits } from './mastodon.js';
export { namesIn } from './names-in.js';
export { splitText } from './split-text.js';
export { isPostablePicture, pictureLimits, type PictureLimits } from './pictures.js';
