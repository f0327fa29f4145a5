import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

async function start(app: string, env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn('node', [`${ROOT}apps/${app}/dist/main.js`], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  let output = '';
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

describe.each(['sip-server', 'users-proxy', 'trunks-proxy', 'app-server', 'portal-api', 'workers'])('%s', (app) => {
  it('lists every problem of its configuration, echoes no secret, and exits 1', async () => {
    const { code, output } = await start(app, {
      SWITCHYARD_OPS_PORT: 'ninety',
      SWITCHYARD_LOG_LEVL: 'debug',
      SWITCHYARD_SECRETS_KEY: 'hush',
      SWITCHYARD_CONTROL_SECRET: 'hush',
    });
    expect(code).toBe(1);
    expect(output).toContain('SWITCHYARD_LOG_LEVL: unknown setting');
    expect(output).toMatch(/SWITCHYARD_OPS_PORT: .*'ninety'/);
    expect(output).not.toContain('hush');
  });
});
