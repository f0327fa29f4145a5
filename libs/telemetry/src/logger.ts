import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger, LogLevel } from '@switchyard/kernel';
import { createLogger as createWinston, format, transports, type Logger as Winston } from 'winston';
import { GelfTransport } from './gelf-transport.js';
import { parseHostAndPort } from './host-and-port.js';
import { maskFields, maskText } from './mask.js';

export interface LoggerOptions {
  /** Name of the process; field `app` of every entry. */
  readonly app: string;
  readonly level: LogLevel;
  /** Path of a file that receives one JSON object per line; its folder is created. */
  readonly file?: string | undefined;
  /** `host:port` of a GELF input over UDP. */
  readonly gelf?: string | undefined;
  /** False for programs whose stdout is their result. */
  readonly console?: boolean | undefined;
}

export interface AppLogger extends Logger {
  /** Flushes file and GELF and closes them; entries after it are lost. */
  readonly close: () => Promise<void>;
}

/** The logger of a process: people read the console, machines the JSON file and GELF. Secrets are masked before any of them. */
export function createLogger(options: LoggerOptions): AppLogger {
  const gelf = options.gelf === undefined ? undefined : new GelfTransport(parseHostAndPort(options.gelf, 'LOG_GELF'));
  if (options.file !== undefined) mkdirSync(dirname(options.file), { recursive: true });
  const winston = createWinston({
    levels: { error: 0, warn: 1, info: 2, debug: 3 },
    level: options.level,
    transports: [
      new transports.Console({ silent: options.console === false, format: format.printf((entry) => consoleLine(entry)) }),
      ...(options.file === undefined ? [] : [new transports.File({ filename: options.file, format: format.json() })]),
      ...(gelf ? [gelf] : []),
    ],
  });
  return { ...facade(winston, { app: options.app }), close: () => closeAll(winston, gelf) };
}

/** Masks once, here, and not per transport; `winston.child` would keep unmasked fields inside the library. */
function facade(winston: Winston, bound: Readonly<Record<string, unknown>>): Logger {
  const write = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void => {
    if (!winston.isLevelEnabled(level)) return;
    const data = fields ? { ...bound, ...maskFields(fields) } : bound;
    const { level: given, message: text, ...rest } = data;
    winston.log({
      timestamp: new Date().toISOString(),
      ...rest,
      // Fields must not replace the entry's own level and text.
      ...(given === undefined ? {} : { field_level: given }),
      ...(text === undefined ? {} : { field_message: text }),
      level,
      message: maskText(message),
    });
  };
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    child: (fields) => facade(winston, { ...bound, ...maskFields(fields) }),
  };
}

/** `10:02:11.123 warn  users-proxy  no media relay answers  callId=abc tries=3` */
function consoleLine(entry: Record<string, unknown>): string {
  const { timestamp, level, message, app, ...fields } = entry;
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`);
  return [
    `${String(timestamp).slice(11, 23)} ${String(level).padEnd(5)} ${String(app)}`,
    String(message),
    ...(pairs.length > 0 ? [pairs.join(' ')] : []),
  ].join('  ');
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null && typeof (value as { stack?: unknown }).stack === 'string') {
    const { stack, ...rest } = value as { stack: string };
    return `${JSON.stringify(rest)}\n${stack}`;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return typeof value === 'string' && !/[\s"=]/.test(text) && text !== '' ? text : typeof value === 'string' ? JSON.stringify(value) : text;
}

async function closeAll(winston: Winston, gelf: GelfTransport | undefined): Promise<void> {
  const files = winston.transports.filter((transport) => transport instanceof transports.File);
  const flushed = files.map((file) => new Promise<void>((resolve) => file.once('finish', resolve)));
  winston.end();
  await Promise.all([...flushed, gelf?.flushed()]);
}
