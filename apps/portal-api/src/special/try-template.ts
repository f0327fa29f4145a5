import type { phoneOf } from '@switchyard/data';
import { readTemplate, renderTemplate, type TerminalModel } from '@switchyard/model';
import { refusal } from '@switchyard/api-kit';

type Phone = NonNullable<Awaited<ReturnType<typeof phoneOf>>>;

/** A phone that nobody has, to see what a template makes of one. */
const SAMPLE_MAC = '0004135e2a1b';
const SAMPLE: Phone = {
  name: 'reception',
  domain: 'sip.example.com',
  client: 'Example',
  brand: 'Example brand',
  displayName: 'Reception',
  extension: '101',
  language: 'en',
  timezone: 'Europe/Madrid',
};

/** The text of a model's template for a phone, or for one made up. Throws `rule-broken` where the model has none. */
export function tryTemplate(
  model: TerminalModel,
  kind: 'generic' | 'specific',
  {
    phone = SAMPLE,
    mac = SAMPLE_MAC,
    proxy = 'sip.example.com',
  }: { readonly phone?: Phone; readonly mac?: string; readonly proxy?: string },
): { readonly text: string; readonly path: string | null } {
  const source = model[`${kind}Template`];
  const refuse = (rule: string) => refusal('rule-broken', `${kind}Template ${rule}`, [{ field: `${kind}Template`, rule, value: null }]);
  if (!source) throw refuse('is empty: there is nothing to try');
  const read = readTemplate(source);
  if (!read.ok) throw refuse(read.error.rule);
  const view = {
    mac,
    model: model.name,
    brand: { name: phone.brand },
    client: { name: phone.client },
    account: {
      name: phone.name,
      // Whoever may try templates may not know passwords.
      password: '********',
      domain: phone.domain,
      displayName: phone.displayName || phone.name,
      extension: phone.extension,
      voicemailCode: '*93',
      srtp: false,
      t38: false,
    },
    proxy: { host: proxy, port: 5060, transport: 'udp' },
    survival: null,
    language: phone.language,
    timezone: phone.timezone,
    codecs: ['PCMA', 'PCMU'].map((name, index) => ({ codec: { name, position: index + 1 } })),
  };
  const pattern = model[`${kind}UrlPattern`];
  return {
    text: renderTemplate(read.value, view, /^\s*</.test(source) ? 'xml' : 'line'),
    path: pattern === null ? null : `/provisioning/${pattern.replaceAll('{mac}', mac)}`,
  };
}
