import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instance } from '@switchyard/local-runner';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import type { PhonePage } from './phone-page.js';

/** The tone of its microphone. */
export const BROWSER_HZ = 440;
const RATE = 48_000;

// The wire is the loopback: certificates are the instance's own, and candidates of 127.0.0.0/8 must count.
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--ignore-certificate-errors',
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
];

/** A phone in a headless Chromium (JsSIP, WSS), whose microphone hears a tone. Its methods are those of `PhonePage`. */
export class BrowserPhone {
  readonly complaints: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly folder: string,
  ) {}

  static async open(): Promise<BrowserPhone> {
    const folder = mkdtempSync(join(tmpdir(), 'switchyard-browser-'));
    const microphone = join(folder, 'tone.wav');
    writeFileSync(microphone, toneWav(BROWSER_HZ));
    const [browser, script] = await Promise.all([
      chromium.launch({ executablePath: '/usr/bin/chromium', args: [...CHROMIUM_ARGS, `--use-file-for-fake-audio-capture=${microphone}`] }),
      bundle(),
    ]);
    const page = await browser.newPage();
    const phone = new BrowserPhone(browser, page, folder);
    page.on('pageerror', (error) => phone.complaints.push(error.message));
    // A page that may use the microphone must come from a secure place.
    await page.route('https://phone.test/**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto('https://phone.test/');
    await page.addScriptTag({ content: script });
    return phone;
  }

  /** Runs one method of the phone in the page. */
  ask<M extends keyof PhonePage>(method: M, ...args: Parameters<PhonePage[M]>): Promise<Awaited<ReturnType<PhonePage[M]>>> {
    return this.page.evaluate(
      ([name, given]) => {
        const { phone } = window as unknown as { phone: Record<string, (...all: unknown[]) => unknown> };
        return phone[name]?.(...given) as never;
      },
      [method as string, args as unknown[]] as const,
    );
  }

  register(platform: Instance, who: { readonly user: string; readonly password: string; readonly aor: string }): Promise<void> {
    const { host, port } = platform.streams.wss;
    return this.ask('register', { url: `wss://${host}:${port}`, aor: who.aor, user: who.user, password: who.password });
  }

  /** Resolves once the share of a tone in what is heard is over `least`; throws with the last one. */
  async hears(hz: number, least = 0.8, patienceMs = 6000): Promise<void> {
    let share = 0;
    for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 50))) {
      share = await this.ask('heard', hz);
      if (share > least) return;
    }
    throw new Error(`the browser heard ${hz} Hz only as ${share.toFixed(2)} of its audio: ${JSON.stringify(await this.ask('media'))}`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** The page's script with JsSIP in it. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { global: 'globalThis' },
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('./phone-page.ts', import.meta.url)), formats: ['iife'], name: 'phonePage' },
    },
  });
  const output = (Array.isArray(built) ? built[0] : built) as { output: readonly { code?: string }[] };
  return output.output[0]?.code ?? '';
}

/** Ten seconds of a sine at half scale, 16 bit mono; Chromium repeats it. */
function toneWav(hz: number): Buffer {
  const samples = RATE * 10;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1)
    wav.writeInt16LE(Math.round(16_000 * Math.sin((2 * Math.PI * hz * index) / RATE)), 44 + index * 2);
  return wav;
}
