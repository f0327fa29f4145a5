import { snapshotOf, type RowInput, type Snapshot } from '@switchyard/model';

export const NET = '127.99.12';
export const HOSTS = {
  trunks: `${NET}.20`,
  users: `${NET}.15`,
  asterisk: `${NET}.40`,
  carrierOne: `${NET}.151`,
  carrierTwo: `${NET}.152`,
  carrierAuth: `${NET}.153`,
  provider: `${NET}.161`,
  stranger: `${NET}.199`,
} as const;

export const BRAND = 1;
export const [AURORA, RITA, WANDA, GONE] = [10, 11, 12, 13];
const brandId = BRAND;

/** A small carrier: one brand, two priorities towards Spain, a challenged carrier towards the United Kingdom, three DDIs. */
export function world(
  more: { carrier?: Partial<RowInput<'carrier'>>; client?: Partial<RowInput<'client'>>; brand?: Partial<RowInput<'brand'>> } = {},
  revision = 7,
): Snapshot {
  return snapshotOf(
    {
      brand: [{ id: brandId, name: 'Northwind', domain: 'northwind.test', ...more.brand }],
      client: [
        { id: AURORA, brandId, type: 'vpbx', name: 'Aurora', ...more.client },
        { id: RITA, brandId, type: 'retail', name: 'Rita' },
        { id: WANDA, brandId, type: 'wholesale', name: 'Wanda', billingMethod: 'prepaid' },
        { id: GONE, brandId, type: 'vpbx', name: 'Gone', enabled: false },
      ],
      transformationRuleSet: [{ id: 1, brandId, name: 'Spain', countryCallingCode: '34' }],
      ddiProvider: [{ id: 1, brandId, name: 'Inbound One', transformationRuleSetId: 1 }],
      ddiProviderAddress: [{ id: 1, brandId, ddiProviderId: 1, ip: HOSTS.provider }],
      ddi: [
        { id: 1, brandId, clientId: AURORA, number: '+34910000101', ddiProviderId: 1, routeType: 'user', userId: 1 },
        { id: 2, brandId, clientId: RITA, number: '+34910000301', ddiProviderId: 1, routeType: 'retail', retailAccountId: 5 },
        { id: 3, brandId, clientId: AURORA, number: '+34910000109', ddiProviderId: 1 },
      ],
      carrier: [
        { id: 1, brandId, name: 'Carrier One', ...more.carrier },
        { id: 2, brandId, name: 'Carrier Two' },
        { id: 3, brandId, name: 'Carrier Auth' },
      ],
      carrierServer: [
        { id: 1, brandId, carrierId: 1, host: HOSTS.carrierOne, sendPai: true },
        { id: 2, brandId, carrierId: 2, host: HOSTS.carrierTwo },
        { id: 3, brandId, carrierId: 3, host: HOSTS.carrierAuth, authUser: 'sw-auth', fromUser: 'sw-auth', fromDomain: 'auth.test' },
      ],
      routingPattern: [
        { id: 1, brandId, name: 'Spain', prefix: '+34' },
        { id: 2, brandId, name: 'United Kingdom', prefix: '+44' },
        { id: 3, brandId, name: 'Premium', prefix: '+34906' },
      ],
      outgoingRouting: [
        { id: 1, brandId, routingPatternId: 1, carrierId: 1, priority: 1 },
        { id: 2, brandId, routingPatternId: 1, carrierId: 2, priority: 2 },
        { id: 3, brandId, routingPatternId: 2, carrierId: 3 },
        { id: 4, brandId, routingPatternId: 3, routingMode: 'block' },
      ],
      destination: [
        { id: 1, brandId, name: 'Spain', prefix: '+34' },
        { id: 2, brandId, name: 'United Kingdom', prefix: '+44' },
        { id: 3, brandId, name: 'France', prefix: '+33' },
      ],
      destinationRateGroup: [
        { id: 1, brandId, name: 'sold' },
        { id: 2, brandId, name: 'bought' },
      ],
      destinationRate: [
        { id: 1, brandId, destinationRateGroupId: 1, destinationId: 1, ratePerMinute: '0.020000', connectFee: '0.010000' },
        { id: 2, brandId, destinationRateGroupId: 1, destinationId: 2, ratePerMinute: '0.030000', incrementSec: 60 },
        { id: 3, brandId, destinationRateGroupId: 1, destinationId: 3, ratePerMinute: '0.030000' },
        { id: 4, brandId, destinationRateGroupId: 2, destinationId: 1, ratePerMinute: '0.008000' },
      ],
      ratingPlan: [
        { id: 1, brandId, name: 'Northwind Retail' },
        { id: 2, brandId, name: 'Carriers' },
      ],
      ratingPlanRate: [
        { id: 1, brandId, ratingPlanId: 1, destinationRateGroupId: 1 },
        { id: 2, brandId, ratingPlanId: 2, destinationRateGroupId: 2 },
      ],
      ratingProfile: [
        ...[AURORA, RITA, WANDA, GONE].map((clientId, index) => ({
          id: index + 1,
          brandId,
          clientId,
          ratingPlanId: 1,
          activationAt: '2020-01-01T00:00:00.000Z',
        })),
        { id: 10, brandId, carrierId: 1, ratingPlanId: 2, activationAt: '2020-01-01T00:00:00.000Z' },
        { id: 11, brandId, carrierId: 2, ratingPlanId: 2, activationAt: '2020-01-01T00:00:00.000Z' },
      ],
      applicationServer: [{ id: 1, name: 'asterisk-1', sipHost: HOSTS.asterisk, sipPort: 6060, ariUrl: `http://${HOSTS.asterisk}:8088` }],
    },
    revision,
  );
}
