import { DDI_ROUTES_OF, type ClientType } from '@switchyard/model';
import { findRow } from '../repository/stored-row.js';
import { problem, type Rule, type Write } from './rule.js';

const clientOf = ({ manager, after }: Write) =>
  after['clientId'] === null || after['clientId'] === undefined
    ? Promise.resolve(undefined)
    : findRow(manager, 'client', { id: after['clientId'] });

/** A client keeps its number, with the history that hangs on it; unlinking makes a new row of it in the pool. */
const ddiClient: Rule = {
  name: 'ddi-client',
  on: ['ddi'],
  check: (write) => {
    const had = write.before?.['clientId'] ?? null;
    return had === null || had === write.after['clientId']
      ? []
      : [problem(write, 'clientId', 'cannot change once a client has the number; unlink the number first')];
  },
};

/** A number of the pool leads nowhere: it has no client whose phones it could ring. Others lead where their type of client can go. */
const ddiRoute: Rule = {
  name: 'ddi-route',
  on: ['ddi'],
  check: async (write) => {
    const routeType = write.after['routeType'];
    if (routeType === 'none') return [];
    const client = await clientOf(write);
    if (!client) return [problem(write, 'routeType', 'must be none while no client has the number')];
    const kinds: readonly unknown[] = DDI_ROUTES_OF[client['type'] as ClientType];
    if (kinds.includes(routeType)) return [];
    return [problem(write, 'routeType', `must be one of ${['none', ...kinds].join(', ')} for a ${String(client['type'])} client`)];
  },
};

/** IV-110: recording is a feature. */
const ddiRecording: Rule = {
  name: 'ddi-recording',
  on: ['ddi'],
  check: async (write) => {
    if (write.after['recordCalls'] === 'none' || write.before?.['recordCalls'] === write.after['recordCalls']) return [];
    const client = await clientOf(write);
    if (!client) return [problem(write, 'recordCalls', 'must be none while no client has the number')];
    const features = client['features'] as readonly unknown[];
    return features.includes('recordings') ? [] : [problem(write, 'recordCalls', 'must be none, the client may not record')];
  },
};

/** What a client dials or is imposed by the brand's prices must have been granted to it (IV-96). */
const routingTagGranted: Rule = {
  name: 'routing-tag-granted',
  on: ['outgoingRouting', 'ratingProfile'],
  check: async (write) => {
    const tag = write.after['routingTagId'];
    const client = tag === null || tag === undefined ? undefined : await clientOf(write);
    if (!client || (client['routingTagIds'] as readonly unknown[]).includes(tag)) return [];
    return [problem(write, 'routingTagId', 'must be a tag that the client was granted')];
  },
};

export const NUMBER_RULES: readonly Rule[] = [ddiClient, ddiRoute, ddiRecording, routingTagGranted];
