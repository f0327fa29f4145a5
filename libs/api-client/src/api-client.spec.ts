import { resources } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { ApiClient } from './api-client.js';
import type { Send } from './send-request.js';

/** What was sent, and what is answered to it. */
function wire(answer: Response): { readonly send: Send; readonly sent: { url: string; init: RequestInit }[] } {
  const sent: { url: string; init: RequestInit }[] = [];
  return { sent, send: async (url, init) => (sent.push({ url, init }), answer.clone()) };
}
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } });

describe('ApiClient', () => {
  it('puts parts of the address, query, headers and body where the document has them', async () => {
    const { send, sent } = wire(json({ id: 7 }));
    const api = new ApiClient('brand', { origin: 'https://portal.test', token: () => 'secret', send });
    await api.call('PATCH /carriers/{id}', { path: { id: 7 }, body: { name: 'A' }, headers: { 'If-Match': '"x"' } });
    expect(sent[0]).toMatchObject({
      url: 'https://portal.test/api/brand/carriers/7',
      init: {
        method: 'PATCH',
        body: '{"name":"A"}',
        headers: { authorization: 'Bearer secret', 'content-type': 'application/json', 'If-Match': '"x"' },
      },
    });
  });

  it('escapes what is put into an address, and sends nothing when a part is missing', async () => {
    const { send, sent } = wire(new Response(null, { status: 204 }));
    const api = new ApiClient('user', { send });
    expect(await api.call('DELETE /my/sessions/{session}', { path: { session: 'a/../b' } })).toBeUndefined();
    expect(sent[0]?.url).toBe('/api/user/my/sessions/a%2F..%2Fb');
    await expect(api.call('DELETE /my/sessions/{session}', { path: { session: '' } })).rejects.toMatchObject({
      code: 'address-incomplete',
    });
    expect(sent).toHaveLength(1);
  });

  it('asks above the levels what is there for every host', async () => {
    const { send, sent } = wire(json({ name: 'Switchyard' }));
    await new ApiClient('client', { send }).call('GET /api/theme');
    expect(sent[0]?.url).toBe('/api/theme');
  });

  it('answers files as what they are, and sends them unchanged', async () => {
    const sound = new Blob(['RIFF'], { type: 'audio/wav' });
    const { send, sent } = wire(new Response(sound, { headers: { 'content-type': 'audio/wav' } }));
    const api = new ApiClient('client', { send });
    const got = await api.call('GET /locutions/{id}/originalFile', { path: { id: 1 } });
    expect(await got.text()).toBe('RIFF');
    await api.call('PUT /locutions/{id}/originalFile', { path: { id: 1 }, query: { name: 'a.wav' }, body: sound });
    expect(sent[1]).toMatchObject({
      url: '/api/client/locutions/1/originalFile?name=a.wav',
      init: { body: sound, headers: { 'content-type': 'application/octet-stream' } },
    });
  });

  it('throws refusals with their code and fields', async () => {
    const problem = { code: 'body-invalid', detail: 'name is required', errors: [{ field: 'name', rule: 'is required', value: '' }] };
    const { send } = wire(json(problem, 422));
    await expect(new ApiClient('brand', { send }).call('GET /ddis')).rejects.toMatchObject({
      status: 422,
      code: problem.code,
      message: problem.detail,
      errors: problem.errors,
    });
  });

  it('knows every resource as a collection, and does not compile with what is not in the document', () => {
    const texts = ['platform', 'brand', 'client', 'user'].map((level) =>
      readFileSync(new URL(`./generated/${level}.ts`, import.meta.url), 'utf8'),
    );
    for (const { path } of resources)
      expect(
        texts.some((text) => text.includes(`'GET /${path}/{id}': {`)),
        path,
      ).toBe(true);
    const api = new ApiClient('user');
    // @ts-expect-error users have no carriers
    expect(() => api.address('GET /carriers')).not.toThrow();
    // @ts-expect-error a row has an id
    expect(() => api.address('GET /recordings/{id}')).toThrow();
    // @ts-expect-error nobody filters by it
    expect(() => api.address('GET /recordings', { query: { colour: 'red' } })).not.toThrow();
  });
});
