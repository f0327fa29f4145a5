import { durationMs, flag, portNumber } from '@switchyard/kernel';
import { parseUri } from '@switchyard/sip';
import { z } from 'zod';
import { readRequestHandlers, type RequestHandler } from '../routing/request-handlers.js';

/** RFC 3261 §17.2.1. */
const MAX_TRYING_MS = 200;

const handlers = z.string().transform((text, context): readonly RequestHandler[] => {
  const read = readRequestHandlers(text);
  if (typeof read !== 'string') return read;
  context.addIssue({ code: 'custom', message: read });
  return [];
});

const sipUri = z
  .string()
  .refine((text) => /^sips?:/i.test(text) && parseUri(text).ok, 'must be a SIP URI such as sip:10.0.0.1:5060;transport=tcp');

/** Settings of the control port, of request routing and of what the server does by itself: part of the schema in `config.ts`. */
export const controlSettings = {
  CONTROL_TLS_PORT: portNumber
    .optional()
    .describe('Port on which applications connect over TLS; needs CONTROL_TLS_CERT and CONTROL_TLS_KEY.'),
  CONTROL_TLS_CERT: z.string().min(1).optional().describe('PEM file with the certificate (and chain) of the control port.'),
  CONTROL_TLS_KEY: z.string().min(1).optional().describe('PEM file with its key.'),
  REQUEST_HANDLERS: handlers
    .default([])
    .describe(
      'Who decides about new requests instead of connected applications: entries METHOD,…|* [get|post] [verify|noverify] URL, separated by semicolons; http(s):// is asked, tcp:// and tls:// are applications that listen.',
    ),
  OUTBOUND_PROXY: sipUri.optional().describe('Where new requests of applications, and proxied ones, are sent whatever their URI says.'),
  OPTIONS_AUTO_RESPOND: z.string().min(1).optional().describe('OPTIONS with exactly this User-Agent get 200 without any application.'),
  REJECT_REGISTER_NO_REALM: flag.default(false).describe('REGISTER for an IP address instead of a domain gets 403.'),
  TRYING_AFTER: durationMs
    .pipe(z.number().max(MAX_TRYING_MS, `must not be more than ${MAX_TRYING_MS} ms (RFC 3261 §17.2.1)`))
    .default(0)
    .describe('How long a new INVITE may wait for its first answer before it gets 100 Trying; up to 200ms, 0ms: it gets it at once.'),
  ALWAYS_SEND_180: flag.default(false).describe('Every new INVITE is answered 180 at once, before an application says anything.'),
};

type Settings = z.output<z.ZodObject<typeof controlSettings>>;

/** What the server does without asking an application. */
export interface Habits {
  readonly outboundProxy: string | undefined;
  readonly optionsAutoRespond: string | undefined;
  readonly rejectRegisterNoRealm: boolean;
  readonly alwaysSend180: boolean;
  /** 0: 100 Trying is sent at once. */
  readonly tryingAfterMs: number;
}

export const NO_HABITS: Habits = {
  outboundProxy: undefined,
  optionsAutoRespond: undefined,
  rejectRegisterNoRealm: false,
  alwaysSend180: false,
  tryingAfterMs: 0,
};

export const habitsOf = (config: Settings): Habits => ({
  outboundProxy: config.OUTBOUND_PROXY,
  optionsAutoRespond: config.OPTIONS_AUTO_RESPOND,
  rejectRegisterNoRealm: config.REJECT_REGISTER_NO_REALM,
  alwaysSend180: config.ALWAYS_SEND_180,
  tryingAfterMs: config.TRYING_AFTER,
});

/** What single settings do not show. */
export function controlTrouble(config: Settings): { readonly key: string; readonly message: string } | undefined {
  if (config.CONTROL_TLS_PORT === undefined) return undefined;
  const missing = (['CONTROL_TLS_CERT', 'CONTROL_TLS_KEY'] as const).find((key) => config[key] === undefined);
  return missing && { key: missing, message: 'is needed because CONTROL_TLS_PORT is set' };
}

/** Where applications connect over TLS. */
export interface ControlTls {
  readonly port: number;
  readonly certFile: string;
  readonly keyFile: string;
}

export function controlTlsOf(config: Settings): ControlTls | undefined {
  const { CONTROL_TLS_PORT: port, CONTROL_TLS_CERT: certFile, CONTROL_TLS_KEY: keyFile } = config;
  return port === undefined || certFile === undefined || keyFile === undefined ? undefined : { port, certFile, keyFile };
}
