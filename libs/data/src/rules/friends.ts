import { findRow } from '../repository/stored-row.js';
import { hasSecret, problem, type Rule } from './rule.js';

/** Friends join clients of one corporation; a client that has some stays in it. */
export const corporationKept: Rule = {
  name: 'corporation-kept',
  on: ['client'],
  check: async (write) => {
    const { manager, before, after } = write;
    if (!before || before['corporationId'] === after['corporationId']) return [];
    const joined = await findRow(manager, 'friend', { clientId: before.id, directConnectivity: 'intervpbx' });
    return joined
      ? [problem(write, 'corporationId', `cannot change while the friend ${String(joined['name'])} joins it to another client`)]
      : [];
  },
};

/** A friend that registers proves itself by a password. */
export const friendPassword: Rule = {
  name: 'friend-password',
  on: ['friend'],
  check: (write) =>
    write.after['directConnectivity'] === 'no' && !hasSecret(write, 'password')
      ? [{ field: 'password', rule: 'must be given for a friend that registers', value: null }]
      : [],
};

/** IV-142: another vPBX client of the same corporation, once. */
export const interVpbx: Rule = {
  name: 'inter-vpbx',
  on: ['friend'],
  check: async (write) => {
    const { manager, before, after } = write;
    const { clientId, interClientId } = after;
    const isInter = (row: Readonly<Record<string, unknown>>) => row['directConnectivity'] === 'intervpbx';
    if (before && isInter(before) !== isInter(after))
      return [problem(write, 'directConnectivity', 'cannot change from or to intervpbx, the other client has the mirror')];
    if (before || typeof interClientId !== 'number') return [];
    const refuse = (rule: string) => [problem(write, 'interClientId', rule)];
    if (interClientId === clientId) return refuse('must be another client');
    const own = await findRow(manager, 'client', { id: clientId });
    const other = await findRow(manager, 'client', { id: interClientId });
    if (other?.['type'] !== 'vpbx') return refuse('must name a vpbx client');
    if (own?.['corporationId'] === null || own?.['corporationId'] !== other['corporationId'])
      return refuse('must name a client of the same corporation');
    return (await findRow(manager, 'friend', { clientId, interClientId })) ? refuse('already is a friend of the client') : [];
  },
};
