import { z } from 'zod';
import { channel } from './models.js';

/** Every event of ARI that we act on; the others are filtered away inside Asterisk, they would be nine of ten. */
const ariEvent = z.discriminatedUnion('type', [
  /** A channel is ours to drive. `args` tells a call that came in (none) from a channel that we created. */
  z.object({ type: z.literal('StasisStart'), channel, args: z.array(z.string()) }),
  z.object({ type: z.literal('StasisEnd'), channel }),
  z.object({ type: z.literal('ChannelStateChange'), channel }),
  /** `dialstatus` is empty when the INVITE leaves, then RINGING, PROGRESS, ANSWER, or how it failed. */
  z.object({ type: z.literal('Dial'), peer: channel, dialstatus: z.string() }),
  /** `cause` is a Q.850 cause; `tech_cause` is the SIP status that failed the channel, absent when none did. */
  z.object({
    type: z.literal('ChannelDestroyed'),
    channel,
    cause: z.number().int(),
    tech_cause: z.number().int().optional(),
  }),
  z.object({ type: z.literal('ApplicationReplaced'), application: z.string() }),
]);

export type AriEvent = z.infer<typeof ariEvent>;
export const ARI_EVENT_TYPES: readonly AriEvent['type'][] = [
  'StasisStart',
  'StasisEnd',
  'ChannelStateChange',
  'Dial',
  'ChannelDestroyed',
  'ApplicationReplaced',
];

const WANTED: ReadonlySet<string> = new Set(ARI_EVENT_TYPES);
const anyEvent = z.object({ type: z.string() });

/**
 * Reads one frame of the event stream: an event, `ignored` for types nobody acts on, or what is wrong with it.
 */
export function readEvent(
  frame: string,
):
  | { readonly kind: 'event'; readonly event: AriEvent }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unreadable'; readonly why: string } {
  let data: unknown;
  try {
    data = JSON.parse(frame);
  } catch {
    return { kind: 'unreadable', why: 'not JSON' };
  }
  const typed = anyEvent.safeParse(data);
  if (!typed.success) return { kind: 'unreadable', why: 'no type' };
  if (!WANTED.has(typed.data.type)) return { kind: 'ignored' };
  const parsed = ariEvent.safeParse(data);
  return parsed.success
    ? { kind: 'event', event: parsed.data }
    : {
        kind: 'unreadable',
        why: `${typed.data.type}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join(', ')}`,
      };
}
