import { type Dictionary, withoutNames } from './tokens.js';

/** What kind of message a text is; only the same kind is compared. `response OK INVITE`, `sip 200 INVITE`, `486 INVITE`, `BYE`. */
export function shapeOf(text: string): string {
  const { meta, sip } = split(text);
  const fields = meta.split('|');
  if (meta === '') return sipShape(sip);
  const [, type = '', first = ''] = fields;
  if (type === 'response') return `response ${sipShape(sip)} to ${first}`;
  if (type.startsWith('cdr:')) return `${type} ${sipShape(sip)}`;
  return `${type} ${sipShape(sip)}`;
}

/** Differences of two messages of one kind, one text each: `-` what was recorded, `+` what ours says. */
export function differences(dictionary: Dictionary, expected: string, actual: string): string[] {
  const left = split(expected);
  const right = split(actual);
  const found: string[] = [];
  const check = (name: string, a: string, b: string): void => {
    const compared = dictionary.compare(a, b);
    if (compared.expected !== compared.actual) found.push(`${name}: -${compared.expected} +${compared.actual}`);
    else if (compared.clash !== undefined) found.push(`${name}: ${compared.clash}`);
  };
  if (left.meta !== '' || right.meta !== '') {
    const a = metaFields(left.meta);
    const b = metaFields(right.meta);
    for (let i = 0; i < Math.max(a.length, b.length); i += 1) check(`field ${i}`, a[i] ?? '(none)', b[i] ?? '(none)');
  }
  const [a, b] = [left.sip, right.sip].map(lines);
  if (a === undefined || b === undefined) return found;
  check('start line', a.start, b.start);
  check('body', a.body, b.body);
  const ours = [...b.headers];
  for (const line of a.headers) {
    const at = ours.findIndex((other) => {
      if (withoutNames(line) !== withoutNames(other)) return false;
      return dictionary.compare(line, other).clash === undefined;
    });
    if (at < 0) found.push(`header: -${withoutNames(line)}`);
    else ours.splice(at, 1);
  }
  for (const line of ours) found.push(`header: +${withoutNames(line)}`);
  return found;
}

function sipShape(sip: string): string {
  const start = sip.slice(0, sip.indexOf('\r\n') < 0 ? sip.length : sip.indexOf('\r\n'));
  const method = /^cseq:\s*\d+\s+(\w+)/im.exec(sip)?.[1] ?? '';
  return start.startsWith('SIP/2.0') ? `${start.slice(8, 11)} ${method}` : (start.split(' ')[0] ?? '');
}

/** A frame is its meta line and perhaps a message; what a SIP peer hears is only the message. */
function split(text: string): { readonly meta: string; readonly sip: string } {
  const first = text.indexOf('\r\n');
  const line = first < 0 ? text : text.slice(0, first);
  if (!/^[^ |]*\|/.test(line)) return { meta: '', sip: text };
  return { meta: line, sip: first < 0 ? '' : text.slice(first + 2) };
}

/** Fields that say nothing are made equal: the frame's own id, times, sizes (they follow the names), the order of addresses, versions. */
function metaFields(meta: string): string[] {
  const fields = meta.split('|').map((field) => field.replace(/^\d\d:\d\d:\d\d\.\d+$/, '<time>'));
  fields[0] = '';
  const at = fields[1] === 'sip' ? 3 : fields[1] === 'response' && fields[3] === 'OK' ? 5 : -1;
  if (at > 0 && fields[at] !== undefined) fields[at] = /^[1-9]\d*$/.test(fields[at]) ? '<size>' : fields[at];
  return fields.map((field) =>
    /^\w+\/[\d.]+:\d+/.test(field) ? field.split(',').sort().join(',') : field.replace(/^v\d+\.\d+\.\d+$/, '<version>'),
  );
}

function lines(sip: string): { readonly start: string; readonly headers: string[]; readonly body: string } | undefined {
  if (sip === '') return undefined;
  const end = sip.indexOf('\r\n\r\n');
  const [start = '', ...headers] = sip.slice(0, end < 0 ? sip.length : end).split('\r\n');
  return { start, headers: headers.filter((line) => line !== '').map(sortedParams), body: end < 0 ? '' : sip.slice(end + 4) };
}

/** The order of Via parameters has no meaning. */
function sortedParams(line: string): string {
  if (!/^Via:/i.test(line)) return line;
  const [head = '', ...params] = line.split(';');
  return [head, ...params.map((param) => param.trim()).sort()].join(';');
}
