import { describe, expect, it } from 'vitest';
import { pidf, readPidf } from './pidf.js';
import { escapeXml, parseXml } from './xml.js';

const presence = (inner: string): string =>
  `<?xml version="1.0"?>\n<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:a@b">${inner}</presence>`;

describe('a presence document of a phone', () => {
  it('is understood, with notes and activities of the device and of the person', () => {
    const read = readPidf(
      presence(
        `<!-- x --><tuple id="t&amp;1"><status><basic>open</basic></status><contact priority="0.8">sip:a@c</contact><note>in &lt;town&gt;</note></tuple>` +
          `<dm:person xmlns:dm="x" id="p"><rpid:activities xmlns:rpid="y"><rpid:meeting/><rpid:Bad_One/></rpid:activities></dm:person>`,
      ),
    );
    expect(read).toEqual({
      ok: true,
      value: [{ id: 't1', isOpen: true, contact: 'sip:a@c', note: 'in <town>', activities: ['meeting'] }],
    });
  });

  it('is written anew so that nothing of it can break out', () => {
    const text = pidf('sip:a@b', [{ id: 'x"', isOpen: false, contact: undefined, note: '</note><x>', activities: ['busy'] }]);
    expect(parseXml(text).ok).toBe(true);
    expect(text).toContain('<note>&lt;/note&gt;&lt;x&gt;</note>');
    expect(text).toContain('<rpid:busy/>');
  });

  it.each([
    ['no XML', 'open', 'text outside'],
    ['an end without beginning', '<a></b></a>', 'ends nothing'],
    ['a beginning without end', '<a><b></b>', 'is not ended'],
    ['two roots', '<a/><b/>', 'two root'],
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'not well-formed'],
    ['too deep a tree', `${'<a>'.repeat(30)}${'</a>'.repeat(30)}`, 'too big'],
    ['too many elements', `<presence>${'<a/>'.repeat(600)}</presence>`, 'too big'],
    ['an attribute without quotes', '<a b=c/>', 'not well-formed'],
    ['another root', '<other/>', 'must be presence'],
    ['a status that is none', presence('<tuple id="a"><status><basic>maybe</basic></status></tuple>'), 'open or closed'],
    ['nothing', '', 'no element'],
  ])('with %s is refused', (_title, text, rule) => {
    expect(readPidf(text)).toMatchObject({ ok: false, error: expect.stringContaining(rule) });
  });

  it('takes no time for a hostile one', () => {
    const began = performance.now();
    readPidf(`<a ${'b="c" '.repeat(10_000)}`);
    readPidf('<'.repeat(60_000));
    readPidf(`<a>${'&'.repeat(60_000)}</a>`);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('leaves out what XML cannot hold', () => expect(escapeXml('a\u0000\u0008<b>')).toBe('a&lt;b&gt;'));
});
