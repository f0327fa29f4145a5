/** Writes a database of MaxMind's format (2.0, IPv4, 24-bit records) that says the country of each network: what tests need, no more. */
export function writeCountries(countries: Readonly<Record<string, string>>): Buffer {
  const data: Buffer[] = [];
  const offsets = new Map<string, number>();
  let length = 0;
  for (const code of new Set(Object.values(countries))) {
    const value = map({ country: map({ iso_code: text(code) }) });
    offsets.set(code, length);
    data.push(value);
    length += value.length;
  }

  type Node = [Node | string | undefined, Node | string | undefined];
  const root: Node = [undefined, undefined];
  for (const [network, code] of Object.entries(countries)) {
    const [address = '', bits = '32'] = network.split('/');
    const value = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
    let node = root;
    for (let bit = 0; bit < Number(bits) - 1; bit++) {
      const side = (value >>> (31 - bit)) & 1;
      const next = node[side];
      if (typeof next === 'object') node = next;
      else node = node[side] = [next, next];
    }
    node[(value >>> (32 - Number(bits))) & 1] = code;
  }
  const nodes: Node[] = [];
  const number = (node: Node): void => {
    nodes.push(node);
    for (const child of node) if (typeof child === 'object') number(child);
  };
  number(root);
  const record = (child: Node[number]): number =>
    child === undefined ? nodes.length : typeof child === 'string' ? nodes.length + 16 + (offsets.get(child) ?? 0) : nodes.indexOf(child);
  const tree = Buffer.alloc(nodes.length * 6);
  nodes.forEach((node, at) => {
    tree.writeUIntBE(record(node[0]), at * 6, 3);
    tree.writeUIntBE(record(node[1]), at * 6 + 3, 3);
  });
  const metadata = map({
    node_count: uint(6, nodes.length),
    record_size: uint(5, 24),
    ip_version: uint(5, 4),
    database_type: text('Test-Country'),
    languages: Buffer.from([0x01, 0x04, ...text('en')]),
    binary_format_major_version: uint(5, 2),
    binary_format_minor_version: uint(5, 0),
    build_epoch: Buffer.from([0x04, 0x02, ...uint(6, 1_763_000_000).subarray(1)]),
    description: map({ en: text('countries for tests') }),
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from('abcdef', 'hex'), Buffer.from('MaxMind.com'), metadata]);
}

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x40 | value.length]), Buffer.from(value)]);

function uint(type: 5 | 6, value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([(type << 5) | bytes.length, ...bytes]);
}

function map(entries: Readonly<Record<string, Buffer>>): Buffer {
  const pairs = Object.entries(entries).flatMap(([key, value]) => [text(key), value]);
  return Buffer.concat([Buffer.from([0xe0 | Object.keys(entries).length]), ...pairs]);
}
