export { LocationTable, type LocationSwap } from './location-table.js';
export { readLocations, writeLocations } from './location-text.js';
export { contactIdOf, LOCATION_NOTICES, locationKey, type LocationNotice, type Registration, type SourceFlow } from './registration.js';
