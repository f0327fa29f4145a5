import { describe, expect, it } from 'vitest';
import { parseHostAndPort } from './host-and-port.js';

describe('parseHostAndPort', () => {
  it.each([
    ['127.0.0.1:9060', { host: '127.0.0.1', port: 9060 }],
    ['homer.example.com:1', { host: 'homer.example.com', port: 1 }],
    ['[::1]:65535', { host: '::1', port: 65_535 }],
  ])('reads %s', (text, parts) => {
    expect(parseHostAndPort(text, 'X')).toEqual(parts);
  });
  it.each(['', 'host', ':1', 'host:0', 'host:65536', '::1:9060', 'udp://host:1', 'host:1 '])('refuses %j and names the setting', (text) => {
    expect(() => parseHostAndPort(text, 'HEP_COLLECTOR')).toThrow(`HEP_COLLECTOR must be host:port with a port of 1–65535, got '${text}'`);
  });
});
