import type { ResourceName } from '@switchyard/model';
import { isIP } from 'node:net';
import { findRow } from '../repository/stored-row.js';
import { hasSecret, problem, type Rule, type Write } from './rule.js';

const isSet = (write: Write, field: string): boolean => write.after[field] !== null && write.after[field] !== undefined;
const isChanged = (write: Write, field: string): boolean => write.before?.[field] !== write.after[field];

/** A plan is given to one client (price) or to one carrier (cost); a warning is about one balance. */
const oneOwner: Rule = {
  name: 'one-owner',
  on: ['ratingProfile', 'balanceNotification'],
  check: (write) => {
    if (['clientId', 'carrierId'].filter((field) => isSet(write, field)).length === 1) return [];
    return ['clientId', 'carrierId'].map((field) =>
      problem(write, field, 'or the other must be given: exactly one of clientId and carrierId'),
    );
  },
};

/** A challenge (RFC 3261 §22) can be answered with both or not at all. */
const providerLogin: Rule = {
  name: 'provider-login',
  on: ['carrierServer', 'ddiProviderRegistration'],
  check: (write) => {
    const user = write.name === 'carrierServer' ? 'authUser' : 'authUsername';
    const hasUser = isSet(write, user);
    const hasPassword = hasSecret(write, 'authPassword');
    // A registration without a login of its own presents its username.
    if (hasUser === hasPassword || (hasPassword && user === 'authUsername')) return [];
    return hasUser
      ? [{ field: 'authPassword', rule: 'must be given with a user', value: '(hidden)' }]
      : [problem(write, user, 'must be given with a password')];
  },
};

/** The pattern of the field table is loose; an address that is none would never match a packet. */
const ipAddress: Rule = {
  name: 'ip-address',
  on: ['clientAddress', 'ddiProviderAddress'],
  check: (write) => (isIP(String(write.after['ip'])) === 0 ? [problem(write, 'ip', 'must be an IPv4 or IPv6 address')] : []),
};

/** Reference §1.4: where an outbound proxy takes the call, the Request-URI names no port; a port would be lost. */
const outboundProxyPort: Rule = {
  name: 'outbound-proxy-port',
  on: ['carrierServer'],
  check: (write) => {
    if (!isSet(write, 'outboundProxy')) return [];
    const port = /:(\d+)$/.exec(String(write.after['outboundProxy']))?.[1];
    if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
      return [problem(write, 'outboundProxy', 'must have a port from 1 to 65535')];
    return write.after['port'] === 5060 ? [] : [problem(write, 'port', 'must be 5060 with an outbound proxy: give the port there')];
  },
};

/** RFC 3261 §26.2.2: a sips URI travels over TLS on every hop. */
const secureTransport: Rule = {
  name: 'secure-transport',
  on: ['carrierServer'],
  check: (write) =>
    write.after['uriScheme'] === 'sips' && write.after['transport'] !== 'tls'
      ? [problem(write, 'transport', 'must be tls with the URI scheme sips')]
      : [],
};

/** A static routing to a carrier that can take no call would refuse all of them. */
const staticCarrierServer: Rule = {
  name: 'static-carrier-server',
  on: ['outgoingRouting'],
  check: async (write) => {
    if (!isSet(write, 'carrierId') || !isChanged(write, 'carrierId')) return [];
    const server = await findRow(write.manager, 'carrierServer', { carrierId: write.after['carrierId'] });
    return server ? [] : [problem(write, 'carrierId', 'must be a carrier with at least one server')];
  },
};

const lcrCarrier: Rule = {
  name: 'lcr-carrier',
  on: ['outgoingRoutingCarrier'],
  check: async (write) => {
    const routing = await findRow(write.manager, 'outgoingRouting', { id: write.after['outgoingRoutingId'] });
    return routing?.['routingMode'] === 'lcr' ? [] : [problem(write, 'outgoingRoutingId', 'must be a routing in LCR mode')];
  },
};

const currencyOf = async (write: Write, name: ResourceName, id: unknown): Promise<unknown> =>
  (await findRow(write.manager, name, { id }))?.['currency'];

/** Nothing is converted (reference §5.1): rates, plan and balance are counted in one currency. */
const oneCurrency: Rule = {
  name: 'one-currency',
  on: ['ratingProfile', 'ratingPlanRate'],
  check: async (write) => {
    if (!isChanged(write, 'ratingPlanId') && write.before) return [];
    const plan = await currencyOf(write, 'ratingPlan', write.after['ratingPlanId']);
    const [field, of] =
      write.name === 'ratingPlanRate'
        ? (['destinationRateGroupId', 'destinationRateGroup'] as const)
        : isSet(write, 'carrierId')
          ? (['carrierId', 'carrier'] as const)
          : (['clientId', 'client'] as const);
    const other = await currencyOf(write, of, write.after[field]);
    return plan === other ? [] : [problem(write, 'ratingPlanId', `must be counted in ${String(other)}, this plan is in ${String(plan)}`)];
  },
};

/** The report is about one thing of one kind. */
const oneEndpoint: Rule = {
  name: 'one-endpoint',
  on: ['callCsvScheduler'],
  check: (write) => {
    const given = ['userId', 'friendId', 'faxId', 'residentialDeviceId', 'retailAccountId'].filter((field) => isSet(write, field));
    return given.length < 2 ? [] : given.slice(1).map((field) => problem(write, field, `must be empty, ${String(given[0])} is given`));
  },
};

export const CARRIER_RULES: readonly Rule[] = [
  oneOwner,
  providerLogin,
  ipAddress,
  outboundProxyPort,
  secureTransport,
  staticCarrierServer,
  lcrCarrier,
  oneCurrency,
  oneEndpoint,
];
