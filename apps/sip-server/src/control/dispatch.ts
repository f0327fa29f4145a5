import { createHash, timingSafeEqual } from 'node:crypto';
import { hostPort, type LocalAddress } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { readProxyCommand, startProxy } from '../proxy/start-proxy.js';
import { sendCancelOfApp } from '../uac/send-cancel.js';
import { sendInDialog } from '../uac/send-in-dialog.js';
import { sendNewRequest } from '../uac/send-new-request.js';
import { answerFromApp } from '../uas/answer.js';
import { deliverOrPark } from '../uas/receive-in-dialog.js';
import type { AppConnection } from './app-connection.js';
import { readAppMessage } from './app-message.js';

/** drachtio-srf reads it as `vMAJOR.MINOR.PATCH` and turns features on by it. */
const PROTOCOL_VERSION = 'v0.9.10';
const MAX_TAGS = 20;
/** Routes follow the authentication at once; a connection that has none after this time will have none. */
const ROUTES_WITHIN_MS = 500;
const TAG = /^[A-Za-z0-9\-_+@:]{1,32}$/;
const CR = 0x0d;

/** One frame of an application: `<id>|<type>|…`, and for some a SIP message after the first line end. */
export function dispatch(engine: Engine, connection: AppConnection, secret: string, frame: Buffer): void {
  const metaEnd = frame.indexOf(CR);
  const fields = frame.toString('utf8', 0, metaEnd < 0 ? frame.length : metaEnd).split('|');
  const [id = '', type] = fields;
  if (type === undefined) return connection.refuse(id, 'Invalid message format');
  if (type === 'authenticate') return authenticate(engine, connection, secret, id, fields);
  if (!connection.authenticated) return connection.refuse(id, 'not authenticated');
  switch (type) {
    case 'ping':
      return connection.reply(id, 'OK', 'pong');
    case 'route':
      return addRoute(engine, connection, id, fields[2] ?? '');
    case 'remove_route':
      engine.apps.removeRoute(connection, (fields[2] ?? '').toLowerCase());
      return connection.reply(id, 'OK');
    case 'sip':
      return sip(engine, connection, id, fields, bodyOf(frame, metaEnd));
    case 'proxy': {
      const command = readProxyCommand(fields);
      if (command === undefined) return connection.refuse(id, 'Invalid proxy request: not enough information provided');
      return startProxy(engine, connection, id, command, readAppMessage(bodyOf(frame, metaEnd)));
    }
    default:
      return connection.refuse(id, 'Unknown message type');
  }
}

function authenticate(engine: Engine, connection: AppConnection, secret: string, id: string, fields: readonly string[]): void {
  if (!sameSecret(fields[2] ?? '', secret)) return connection.refuse(id, 'incorrect secret');
  const tags = (fields[3] ?? '').split(',').filter((tag) => tag !== '');
  const wrong = tags.length > MAX_TAGS ? `more than ${MAX_TAGS} tags` : tags.find((tag) => !TAG.test(tag));
  if (wrong !== undefined) return connection.refuse(id, `invalid tags: ${wrong}`);
  connection.authenticate(tags);
  engine.apps.add(connection);
  setTimeout(() => adopt(engine, connection), ROUTES_WITHIN_MS).unref();
  engine.logger.info('application connected', { peer: connection.peer, tags: connection.tagKey });
  const { locals } = engine.transport;
  connection.reply(
    id,
    'OK',
    hostPorts(locals, (local) => local.host),
    PROTOCOL_VERSION,
    hostPorts(locals, (local) => local.address),
  );
}

/** An application that only makes calls registers no route; what its predecessor left behind is its own all the same. */
function adopt(engine: Engine, connection: AppConnection): void {
  if (connection.closed || connection.verbs.size > 0) return;
  connection.routeless = true;
  engine.parking.claim(connection, (pending) => deliverOrPark(engine, pending));
}

/** With a route the connection can take over what its predecessor left behind. */
function addRoute(engine: Engine, connection: AppConnection, id: string, verb: string): void {
  connection.routeless = false;
  engine.apps.addRoute(connection, verb.toLowerCase());
  connection.reply(id, 'OK');
  engine.parking.claim(connection, (pending) => deliverOrPark(engine, pending));
}

function sip(engine: Engine, connection: AppConnection, id: string, fields: readonly string[], text: Buffer): void {
  const [, , txnId = '', dialogId = '', routeUri] = fields;
  const app = readAppMessage(text);
  if (app.startLine.startsWith('SIP/')) {
    if (txnId === '') return connection.refuse(id, 'transaction id missing');
    return answerFromApp(engine, connection, id, txnId, app);
  }
  if (dialogId !== '') return sendInDialog(engine, connection, id, dialogId, app);
  if (txnId !== '') return sendCancelOfApp(engine, connection, id, txnId, app);
  return sendNewRequest(engine, connection, id, app, routeUri === '' ? undefined : routeUri);
}

const bodyOf = (frame: Buffer, metaEnd: number): Buffer => (metaEnd < 0 ? Buffer.alloc(0) : frame.subarray(metaEnd + 2));

const hostPorts = (locals: readonly LocalAddress[], host: (local: LocalAddress) => string): string =>
  locals.map((local) => `${local.protocol}/${hostPort(host(local), local.port)}`).join(',');

/** Takes the same time whatever the guess is. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
