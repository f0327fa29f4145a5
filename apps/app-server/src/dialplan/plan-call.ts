import type { CallInfo } from '@switchyard/call-flow';
import type { Cause, Json } from '@switchyard/kernel';
import type { Client, Decided, Endpoint, Friend, Snapshot, TraceStep, UserRoute } from '@switchyard/model';
import { isE164, matchFriend, presentedDdi, toE164 } from '@switchyard/routing';
import type { Directory } from '../ports/directory.port.js';

type Announcement = NonNullable<CallInfo['announcement']>;

/** Who is shown as the caller. */
export interface Presented {
  readonly number: string;
  readonly name: string;
}

/** What the application server does with a call that came to it. */
export type Plan =
  | { readonly kind: 'ring'; readonly endpoint: Endpoint; readonly presented: Presented; readonly callee: string }
  | { readonly kind: 'external'; readonly presented: Presented; readonly callee: string }
  /** With an announcement the caller hears why. */
  | { readonly kind: 'refuse'; readonly cause: Cause; readonly announcement?: Announcement };

interface Known {
  readonly info: CallInfo;
  readonly snapshot: Snapshot;
  readonly client: Client;
  readonly directory: Directory;
  readonly note: (step: string, saw: Readonly<Record<string, Json>>, chose: Json, why: string) => void;
}

const refuse = (cause: Cause): Plan => ({ kind: 'refuse', cause });

/**
 * Decides a call from its signed facts and the configuration, with every reason. Looks subscribers up in `directory` only;
 * throws what the directory throws. Rows of another client than the call's are as if they did not exist (invariant I3).
 */
export async function planCall(info: CallInfo, snapshot: Snapshot, directory: Directory): Promise<Decided<Plan>> {
  const trace: TraceStep[] = [];
  const note: Known['note'] = (step, saw, chose, why) => void trace.push({ step, saw: { ...saw }, chose, why });
  const client = snapshot.get('client', info.clientId);
  const usable = client?.brandId === info.brandId ? client : undefined;
  const decision = !usable
    ? (note('client', { clientId: info.clientId, brandId: info.brandId }, null, 'the client does not exist'), refuse('number-unknown'))
    : !usable.enabled
      ? (note('client', { clientId: usable.id }, null, 'the client is disabled'), refuse('client-disabled'))
      : await planBySource({ info, snapshot, client: usable, directory, note });
  return { decision, trace, revision: snapshot.revision };
}

/** Endpoints whose calls an application server serves. */
const CALLERS = ['terminal', 'residentialDevice', 'friend'] as const;

async function planBySource(known: Known): Promise<Plan> {
  const { info, note } = known;
  note('source', { kind: info.from.kind, name: info.from.name }, info.from.kind, 'as the proxy says that let the call in');
  if (info.announcement !== null) {
    note(
      'announcement',
      { announcement: info.announcement },
      info.announcement,
      'the proxy refused the call and wants the caller to hear why',
    );
    return { kind: 'refuse', cause: 'address-not-permitted', announcement: info.announcement };
  }
  if (info.from.kind === 'ddiProvider') return toOurNumber(known);
  if (!(CALLERS as readonly string[]).includes(info.from.kind)) return refuse('source-refused');
  if (info.from.id === null) return refuse('source-refused');
  const caller = await known.directory.endpoint(info.from.kind as (typeof CALLERS)[number], info.from.id);
  if (caller?.clientId !== info.clientId) {
    note('caller', { kind: info.from.kind, id: info.from.id }, null, 'the client has no such endpoint');
    return refuse('source-refused');
  }
  return dialledBy(caller, known);
}

/** Extensions have 2 to 10 digits, and only vPBX clients have them. */
const EXTENSION = /^\d{2,10}$/;

/** The users proxy has read what was dialled by the rules of whoever dialled it; here is found out where that leads. */
async function dialledBy(caller: Endpoint, known: Known): Promise<Plan> {
  const { info, client, directory, note } = known;
  const { callee } = info;
  note('callee', { dialled: info.dialled, prefix: info.ddiPrefix }, callee, 'as the proxy understood what was dialled');
  if (client.type === 'vpbx' && EXTENSION.test(callee)) {
    const extension = await directory.extension(client.id, callee);
    note(
      'extension',
      { number: callee },
      extension ? extension.routeType : null,
      extension ? 'an extension of the client' : 'the client has no such extension',
    );
    if (extension?.routeType === 'user') return toUser(extension.userId, callerInside(caller, info), callee, caller, known);
    if (extension?.routeType === 'number') return toExternal(extension.routeNumber, caller, known);
    if (extension?.routeType === 'friend') return toFriend(extension.friendNumber ?? '', callerInside(caller, info), caller, known);
    // What an extension may lead to is configured for more than is served.
    if (extension) return refuse('route-unserved');
  }
  // Residential clients have none. What a friend sent may go to another one, but not back.
  const behind = client.type === 'vpbx' ? await friendFor(callee, caller, known) : undefined;
  if (behind) return ringFriend(behind, callerInside(caller, info), callee, known);
  if (isE164(callee)) return toOutside(callee, caller, known);
  note('number', { callee }, null, 'neither an extension nor a public number');
  return refuse('number-unknown');
}

/** Of a call that was sent on, the party that is sent; a user sees a colleague by extension; an endpoint without one (no user yet) is shown by name; a PBX says itself which of its lines calls. */
const callerInside = (caller: Endpoint, info: CallInfo): Presented =>
  info.shown ??
  (caller.kind === 'friend'
    ? { number: info.caller === '' ? caller.name : info.caller, name: '' }
    : { number: caller.extension ?? caller.name, name: caller.displayName });

/** IV-141, IV-142: whose pattern takes the number. */
async function friendFor(number: string, caller: Endpoint | undefined, { snapshot, client, directory, note }: Known) {
  const isExtension = async (clientId: number, dialled: string) => (await directory.extension(clientId, dialled)) !== undefined;
  const but = caller?.kind === 'friend' ? caller.id : undefined;
  const { friend, step } = await matchFriend(snapshot, client.id, number, isExtension, but);
  note(step.step, step.saw, step.chose, step.why);
  return friend;
}

async function ringFriend({ id }: Friend, presented: Presented, callee: string, { info, directory, note }: Known): Promise<Plan> {
  const endpoint = await directory.endpoint('friend', id);
  if (endpoint?.clientId === info.clientId) return { kind: 'ring', endpoint, presented, callee };
  note('friend', { id }, null, 'the client has no such friend');
  return refuse('number-unknown');
}

/** A number behind a friend, as an extension or a DDI names it. */
async function toFriend(number: string, presented: Presented, caller: Endpoint | undefined, known: Known): Promise<Plan> {
  const friend = await friendFor(number, caller, known);
  return friend ? ringFriend(friend, presented, number, known) : refuse('number-unknown');
}

/** An extension that leads to a number of the public network, written as the client's people dial it. */
function toExternal(number: string | null, caller: Endpoint, known: Known): Plan {
  const { number: callee, step } = toE164(known.snapshot, known.client.transformationRuleSetId, 'calleein', number ?? '');
  known.note(step.step, step.saw, step.chose, step.why);
  if (isE164(callee)) return toOutside(callee, caller, known);
  known.note('number', { routeNumber: number }, null, 'the extension leads to no public number');
  return refuse('number-unknown');
}

/** Outside a DDI of the client is shown: that of the user, by its rule; a PBX or a device may have presented another one of them itself. */
function toOutside(callee: string, caller: Endpoint, { info, snapshot, note }: Known): Plan {
  const isOwn = caller.kind !== 'terminal' && snapshot.by('ddi', 'number', info.caller).some((ddi) => ddi.clientId === info.clientId);
  const own = isOwn ? info.caller : caller.outgoingNumber;
  const ruleId = caller.kind === 'terminal' ? caller.outgoingDdiRuleId : null;
  const { number, step } = presentedDdi(snapshot, { clientId: info.clientId, ruleId, own, prefix: info.ddiPrefix, callee });
  note(step.step, { ...step.saw, endpoint: caller.name }, step.chose, step.why);
  return number === null ? refuse('caller-number-missing') : { kind: 'external', callee, presented: { number, name: '' } };
}

async function toUser(
  userId: number | null,
  presented: Presented,
  callee: string,
  caller: Endpoint | undefined,
  { info, directory, note }: Known,
): Promise<Plan> {
  const found = userId === null ? undefined : await directory.userRoute(userId);
  const user = found?.clientId === info.clientId ? found : undefined;
  const decided = (chose: Json, why: string, plan: Plan): Plan => (note('user', { userId }, chose, why), plan);
  if (!user) return decided(null, 'the client has no such user', refuse('number-unknown'));
  if (caller?.userId === user.userId) return decided(null, 'the caller dialled itself', refuse('busy'));
  if (user.doNotDisturb) return decided(null, 'do not disturb is on', refuse('busy'));
  return toEndpoint(user, presented, callee, decided);
}

function toEndpoint(user: UserRoute, presented: Presented, callee: string, decided: (chose: Json, why: string, plan: Plan) => Plan): Plan {
  const { endpoint } = user;
  if (!endpoint) return decided(null, 'the user has no terminal', refuse('not-registered'));
  return decided(endpoint.name, 'the terminal of the user', { kind: 'ring', endpoint, presented, callee });
}

/** A call from outside to a DDI of the client. */
async function toOurNumber(known: Known): Promise<Plan> {
  const { info, snapshot, directory, note } = known;
  const ddi = snapshot.get('ddi', info.ddiId);
  if (!ddi || ddi.clientId !== info.clientId) {
    note('ddi', { ddiId: info.ddiId }, null, 'the client has no such DDI');
    return refuse('ddi-unknown');
  }
  note('ddi', { ddiId: ddi.id, number: ddi.number }, ddi.routeType, 'the route of the DDI');
  const presented = { number: info.caller, name: '' };
  if (ddi.routeType === 'user' && ddi.userId !== null) return toUser(ddi.userId, presented, ddi.number, undefined, known);
  if (ddi.routeType === 'friend' && ddi.friendNumber !== null) return toFriend(ddi.friendNumber, presented, undefined, known);
  if (ddi.routeType === 'residential' && ddi.residentialDeviceId !== null) {
    const device = await directory.endpoint('residentialDevice', ddi.residentialDeviceId);
    const own = device?.clientId === info.clientId ? device : undefined;
    note('device', { residentialDeviceId: ddi.residentialDeviceId }, own?.name ?? null, own ? 'the device of the DDI' : 'no such device');
    return own ? { kind: 'ring', endpoint: own, presented, callee: ddi.number } : refuse('ddi-without-route');
  }
  return refuse(['none', 'user', 'friend', 'residential'].includes(ddi.routeType) ? 'ddi-without-route' : 'route-unserved');
}
