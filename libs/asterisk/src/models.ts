import { z } from 'zod';

/** The parts of ARI's models that we read; Asterisk may add fields at any release, so the rest is dropped, not refused. */
const party = z.object({ name: z.string(), number: z.string() });

export const CHANNEL_STATES = [
  'Down',
  'Rsrved',
  'OffHook',
  'Dialing',
  'Ring',
  'Ringing',
  'Up',
  'Busy',
  'Dialing Offhook',
  'Pre-ring',
  'Unknown',
] as const;

export const channel = z.object({
  id: z.string(),
  name: z.string(),
  /** `Ring`: an incoming call that is not answered; `Ringing`: an outgoing one that rings; `Up`: answered. */
  state: z.enum(CHANNEL_STATES),
  caller: party,
  connected: party,
  dialplan: z.object({ context: z.string(), exten: z.string(), app_name: z.string().default(''), app_data: z.string().default('') }),
  creationtime: z.string(),
});
export type Channel = z.infer<typeof channel>;

export const bridge = z.object({ id: z.string(), name: z.string(), channels: z.array(z.string()) });
export type Bridge = z.infer<typeof bridge>;

export const application = z.object({ name: z.string(), channel_ids: z.array(z.string()), bridge_ids: z.array(z.string()) });
export type Application = z.infer<typeof application>;

export const variable = z.object({ value: z.string() });
export const asteriskInfo = z.object({ system: z.object({ version: z.string() }) });
