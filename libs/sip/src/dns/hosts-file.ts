import { readFileSync, statSync } from 'node:fs';
import { isIP, isIPv6 } from 'node:net';

const LOOK_AGAIN_MS = 5_000;
/** RFC 6761 §6.3: `localhost` means this machine whatever anybody says. */
const LOCALHOST = ['127.0.0.1', '::1'];

/** Names that the machine's own file knows. They go before DNS, and have no NAPTR or SRV. */
export class HostsFile {
  private names: ReadonlyMap<string, readonly string[]> = new Map();
  private readMtimeMs = -1;
  private lookAtMs = 0;

  constructor(private readonly file = '/etc/hosts') {}

  /** Addresses of a name, IPv4 first; `undefined` when the file does not have it. */
  find(name: string): readonly string[] | undefined {
    this.refresh();
    const wanted = name.toLowerCase();
    return this.names.get(wanted) ?? (wanted === 'localhost' ? LOCALHOST : undefined);
  }

  private refresh(): void {
    const now = Date.now();
    if (now < this.lookAtMs) return;
    this.lookAtMs = now + LOOK_AGAIN_MS;
    const mtimeMs = statSync(this.file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (mtimeMs === this.readMtimeMs) return;
    this.readMtimeMs = mtimeMs;
    this.names = mtimeMs === 0 ? new Map() : readHosts(readFileSync(this.file, 'utf8'));
  }
}

function readHosts(text: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...aliases] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const alias of aliases) {
      const known = names.get(alias.toLowerCase()) ?? [];
      names.set(alias.toLowerCase(), [...known, address]);
    }
  }
  for (const addresses of names.values()) addresses.sort((a, b) => Number(isIPv6(a)) - Number(isIPv6(b)));
  return names;
}
