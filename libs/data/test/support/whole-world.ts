import { CLIENT_FEATURES, CLIENT_TYPES, RESOURCES, type ResourceName } from '@switchyard/model';
import { Repository, type Database } from '../../src/index.js';
import { Factory, PORTAL_PASSWORD, resourceOf, type Place } from './factory.js';
import { system, type BrandWorld, type ClientKind, type Tenant } from './world.js';

const names = Object.keys(RESOURCES) as ResourceName[];
const isPlatformWide = (name: ResourceName): boolean => resourceOf(name).scope.brand === undefined;

/** Two brands that mirror each other, each with clients of every type and at least one row of every resource. */
export interface WholeWorld {
  readonly platform: Place;
  readonly brands: readonly [WholeBrand, WholeBrand];
  readonly factory: Factory;
}
export interface WholeBrand extends BrandWorld {
  readonly place: Place;
  readonly places: Readonly<Record<ClientKind, Place>>;
}

export async function makeWholeWorld(database: Database): Promise<WholeWorld> {
  const factory = new Factory(database);
  const platform: Place = { rows: {} };
  for (const code of ['USD', 'EUR']) platform.rows.currency = await factory.make('currency', platform, { code });
  for (const name of names.filter(isPlatformWide)) await factory.ensure(name, platform);
  return {
    platform,
    factory,
    brands: [await makeWholeBrand(database, factory, platform), await makeWholeBrand(database, factory, platform)],
  };
}

async function makeWholeBrand(database: Database, factory: Factory, platform: Place): Promise<WholeBrand> {
  const brandId = await factory.make('brand', platform, { features: ['vpbx', 'residential', 'retail', 'wholesale', ...CLIENT_FEATURES] });
  const place: Place = { brandId, rows: { brand: brandId }, above: platform };
  place.rows.administrator = await factory.make('administrator', place);
  const clients: Tenant[] = [];
  const places: Partial<Record<ClientKind, Place>> = {};
  // A second vPBX client mirrors the first one within its brand.
  for (const type of ['vpbx', ...CLIENT_TYPES] as const) {
    const made = await makeWholeClient(database, factory, place, type);
    places[type] ??= made;
    clients.push({ brandId, clientId: made.clientId ?? 0, type, rows: made.rows });
  }
  // What rows of the brand refer to below it.
  place.rows = { ...places.vpbx?.rows, ...place.rows };
  for (const name of names) if (!isPlatformWide(name) && resourceOf(name).scope.client === undefined) await factory.ensure(name, place);
  return { brandId, rows: place.rows, clients, place, places: places as Record<ClientKind, Place> };
}

/** The type of client whose rows of a resource are looked at. */
export const ownTypeOf = (name: ResourceName): ClientKind => {
  const { clientTypes } = resourceOf(name);
  return name === 'clientAddress' ? 'wholesale' : !clientTypes || clientTypes.includes('vpbx') ? 'vpbx' : (clientTypes[0] ?? 'vpbx');
};

async function makeWholeClient(database: Database, factory: Factory, brand: Place, clientType: ClientKind): Promise<Place> {
  const n = factory.next();
  const clientId = await factory.make('client', brand, {
    type: clientType,
    showInvoices: true,
  });
  const rows: Place['rows'] = { client: clientId };
  let place: Place = { brandId: brand.brandId ?? 0, clientId, clientType, rows, above: brand };
  if (clientType === 'vpbx') {
    const userId = await factory.ensure('user', place);
    const email = `user${n}@c${clientId}.test`;
    await new Repository(database, 'user').update(system, userId, { email, password: PORTAL_PASSWORD, active: true });
    place = { ...place, userId };
  }
  for (const name of names) {
    const { scope, clientTypes } = resourceOf(name);
    if (scope.client === undefined || scope.client === 'id') continue;
    // What all types have in common, the vPBX clients have.
    if (clientType === 'vpbx' ? !clientTypes || clientTypes.includes('vpbx') : name === 'administrator' || ownTypeOf(name) === clientType)
      await factory.ensure(name, place);
  }
  return place;
}
