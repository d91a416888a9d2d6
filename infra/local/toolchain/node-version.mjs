/** Node 20.19 is the first that loads ES modules from CommonJS without a flag, which the web framework needs. */
const oldest = [20, 19];

/** Says what to do when this Node is too old; `undefined` when it is good. */
export function nodeComplaint(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `Filo needs Node ${oldest.join('.')} or newer (24 is good); this is ${version}. Nothing was changed.`;
}
