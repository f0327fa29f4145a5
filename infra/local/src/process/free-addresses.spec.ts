import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import type { InstanceFolder } from '../instance/instance-folder.js';
import { assertAddressesFree } from './free-addresses.js';

const folder: InstanceFolder = { name: 'unit', path: '/', net: '127.99.3', settings: {}, socketFolder: '/', at: () => '/' };

it('lets a service start whose addresses are free', async () => {
  await expect(assertAddressesFree(folder, 'workers')).resolves.toBeUndefined();
});

it('names service and address when another program listens there', async () => {
  const other = createServer().listen(9101, '127.99.3.1');
  await once(other, 'listening');
  await expect(assertAddressesFree(folder, 'users-proxy')).rejects.toThrow(
    /users-proxy cannot have 127\.99\.3\.1:9101: another program listens there/,
  );
  other.close();
});
