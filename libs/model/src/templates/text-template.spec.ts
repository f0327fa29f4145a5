import { describe, expect, it } from 'vitest';
import { readTemplate, renderTemplate, templateFault, type TemplateEscape, type TemplateView } from './text-template.js';

const written = (source: string, view: TemplateView, escape: TemplateEscape = 'line'): string => {
  const read = readTemplate(source);
  if (!read.ok) throw new Error(read.error.rule);
  return renderTemplate(read.value, view, escape);
};

describe('text templates', () => {
  it.each([
    ['a value', 'Hello {{name}}!', { name: 'Alice' }, 'Hello Alice!'],
    ['a value in a value', '{{user.name}}', { user: { name: 'Bob' } }, 'Bob'],
    ['a number, zero too', '{{n}}', { n: 0 }, '0'],
    ['nothing for what is not there', 'a{{b.c.d}}z', { b: { c: null } }, 'az'],
    ['nothing for what an object inherits', '{{constructor.name}}{{toString}}', {}, ''],
    ['a section for a true value', '{{#on}}yes{{/on}}{{^on}}no{{/on}}', { on: true }, 'yes'],
    ['the inverted section for a false one', '{{#on}}yes{{/on}}{{^on}}no{{/on}}', { on: false }, 'no'],
    ['the inverted section for an empty list', '{{^list}}none{{/list}}', { list: [] }, 'none'],
    ['a section for each of a list', '{{#list}}{{x}}{{sep}}{{/list}}', { sep: ';', list: [{ x: 1 }, { x: 2 }] }, '1;2;'],
    ['a section in an object', '{{#survival}}{{host}}{{/survival}}', { survival: { host: 'h' } }, 'h'],
    ['no comment', 'a{{! nothing }}b', {}, 'ab'],
    ['braces that are none', '{mac} {a} } {', {}, '{mac} {a} } {'],
  ])('write %s', (_title, source, view, expected) => {
    expect(written(source, view)).toBe(expected);
  });

  it('make values harmless where they are written', () => {
    const view = { name: '<b>"A&B"</b>\r\nsecret=1' };
    expect(written('{{name}}', view, 'xml')).toBe('&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt;\r\nsecret=1');
    expect(written('{{name}}', view, 'line')).toBe('<b>"A&B"</b> secret=1');
  });

  it('do not read a value as a template', () => {
    expect(written('{{a}}', { a: '{{b}}', b: 'no' })).toBe('{{b}}');
  });

  it.each([
    ['{{#a}}', 'does not close {{#a}}'],
    ['{{/a}}', 'closes {{/a}} where nothing is open'],
    ['{{#a}}{{/b}}', 'closes {{/b}} where {{#a}} is open'],
    ['{{a b}}', 'has a placeholder without a proper name: {{a b}}'],
    ['{{}}', 'has a placeholder without a proper name: {{}}'],
    ['{{__proto__}}', 'has a placeholder without a proper name: {{__proto__}}'],
    ['{{#a}}'.repeat(9), 'nests sections deeper than 8'],
  ])('refuse %s', (source, rule) => {
    expect(templateFault(source, new Set(['a']))).toBe(rule);
  });

  it('name the placeholders that there are when one is unknown', () => {
    expect(templateFault('{{a}} {{c}}', new Set(['a', 'b']))).toBe('has no placeholder c; there are a, b');
    expect(templateFault('{{a}} {{b}}', new Set(['a', 'b']))).toBeUndefined();
  });

  it('stop at a million characters, however lists are nested', () => {
    const list = Array.from({ length: 200 }, () => ({ x: 'y'.repeat(50) }));
    const start = performance.now();
    expect(written('{{#list}}{{#list}}{{#list}}{{#list}}{{x}}{{/list}}{{/list}}{{/list}}{{/list}}', { list })).toHaveLength(1_000_000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
