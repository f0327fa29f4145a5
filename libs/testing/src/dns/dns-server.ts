import { createSocket, type Socket } from 'node:dgram';

/** A record as a test writes it. */
export type DnsRecord =
  | { readonly type: 'A'; readonly name: string; readonly address: string; readonly ttl?: number }
  | { readonly type: 'AAAA'; readonly name: string; readonly address: string; readonly ttl?: number }
  | {
      readonly type: 'SRV';
      readonly name: string;
      readonly target: string;
      readonly port: number;
      readonly priority?: number;
      readonly weight?: number;
      readonly ttl?: number;
    }
  | {
      readonly type: 'NAPTR';
      readonly name: string;
      readonly order: number;
      readonly preference: number;
      readonly flags: string;
      readonly service: string;
      readonly replacement: string;
      readonly ttl?: number;
    };

const TYPES = { A: 1, AAAA: 28, SRV: 33, NAPTR: 35 } as const;
const RESPONSE_AUTHORITATIVE = 0x8400;
const NXDOMAIN = 3;
const SERVFAIL = 2;
const IN = 1;
const TTL = 300;

/** A small authoritative DNS server on UDP: it answers from a list that a test may change, and remembers what was asked. */
export class DnsServer {
  records: DnsRecord[] = [];
  /** `TYPE name`, in the order of asking. */
  readonly asked: string[] = [];
  /** `silent` answers nothing, `broken` answers SERVFAIL. */
  mood: 'well' | 'silent' | 'broken' = 'well';

  private constructor(private readonly socket: Socket) {
    socket.on('message', (query, { address, port }) => {
      const answer = this.answer(query);
      if (answer) socket.send(answer, port, address);
    });
  }

  static async start(address: string, records: readonly DnsRecord[] = []): Promise<DnsServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(0, address, resolve);
    });
    const server = new DnsServer(socket);
    server.records = [...records];
    return server;
  }

  /** `address:port`, as resolvers take it. */
  get name(): string {
    const { address, port } = this.socket.address();
    return `${address}:${port}`;
  }

  stop(): void {
    this.socket.close();
  }

  private answer(query: Buffer): Buffer | undefined {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
    const name = labels.join('.').toLowerCase();
    const type = query.readUInt16BE(at + 1);
    const question = query.subarray(12, at + 5);
    const spelled = Object.entries(TYPES).find(([, number]) => number === type)?.[0] ?? String(type);
    this.asked.push(`${spelled} ${name}`);
    if (this.mood === 'silent') return undefined;
    const ofName = this.records.filter((record) => record.name.toLowerCase() === name);
    const found = ofName.filter((record) => TYPES[record.type] === type);
    const code = this.mood === 'broken' ? SERVFAIL : ofName.length === 0 ? NXDOMAIN : 0;
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(RESPONSE_AUTHORITATIVE | code, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(code === 0 ? found.length : 0, 6);
    return Buffer.concat([head, question, ...(code === 0 ? found.map(encoded) : [])]);
  }
}

function encoded(record: DnsRecord): Buffer {
  const data = dataOf(record);
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(TYPES[record.type], 0);
  fixed.writeUInt16BE(IN, 2);
  fixed.writeUInt32BE(record.ttl ?? TTL, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([domain(record.name), fixed, data]);
}

function dataOf(record: DnsRecord): Buffer {
  switch (record.type) {
    case 'A':
      return Buffer.from(record.address.split('.').map(Number));
    case 'AAAA':
      return ipv6(record.address);
    case 'SRV':
      return Buffer.concat([shorts(record.priority ?? 0, record.weight ?? 0, record.port), domain(record.target)]);
    case 'NAPTR':
      return Buffer.concat([
        shorts(record.order, record.preference),
        text(record.flags),
        text(record.service),
        text(''),
        domain(record.replacement),
      ]);
  }
}

function domain(name: string): Buffer {
  const labels = name === '.' ? [] : name.split('.');
  return Buffer.concat([...labels.map(text), Buffer.from([0])]);
}

const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value, 'latin1')]);

function shorts(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => bytes.writeUInt16BE(value, at * 2));
  return bytes;
}

function ipv6(address: string): Buffer {
  const bytes = Buffer.alloc(16);
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string): number[] => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  groups(head).forEach((group, at) => bytes.writeUInt16BE(group, at * 2));
  const last = groups(tail);
  last.forEach((group, at) => bytes.writeUInt16BE(group, (8 - last.length + at) * 2));
  return bytes;
}
