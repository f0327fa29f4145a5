import { CodedError } from '@switchyard/kernel';

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** `'127.0.0.1:9060'` or `'[::1]:9060'` → parts. Throws `endpoint-malformed` naming the setting, the rule and the value. */
export function parseHostAndPort(text: string, setting: string): HostAndPort {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new CodedError('endpoint-malformed', `${setting} must be host:port with a port of 1–65535, got '${text}'`, {
      setting,
      value: text,
    });
  }
  return { host, port };
}
