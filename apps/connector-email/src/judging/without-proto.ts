/**
 * Imported for its effect, before any mail is judged. mailauth 4, the last that runs on Node 20, takes names of properties
 * from headers: `ARC-Authentication-Results: …; dkim=pass __proto__.skip=1` would write on every object of this process, for
 * all mails to come. Without the accessor (what `node --disable-proto=delete` does) that name is a property like any other.
 */
Reflect.deleteProperty(Object.prototype, '__proto__');
