export { addDays, asUtc, fromUtc, instantOf, isoDay, wallAt, weekdayOf, type Wall } from './wall.js';
