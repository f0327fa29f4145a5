import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { outside, phone, ratedCall, talk, usersProxy } from '@switchyard/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, openPlatform } from '../../platform.js';

const CALLEE = '+34911001515';
const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
// Nothing of the browser's own may reach for the network, and the container has no user namespaces.
const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

let platform: Instance;
let browser: Browser;
let row: Record<string, unknown>;
const complaints: string[] = [];

beforeAll(async () => {
  platform = await openPlatform();
  const alice = phone(platform, 'alice');
  const { startedAt } = await talk(platform, {
    caller: { address: alice.address, from: alice.aor, credentials: alice },
    target: `sip:911001515@${alice.domain}`,
    remote: usersProxy(platform),
    callee: { address: outside(platform).carrierOne },
  });
  row = await ratedCall(await asBrand(platform), CALLEE, startedAt);
  browser = await chromium.launch(CHROMIUM);
});
afterAll(() => browser?.close());

/** A new window; everything its console or its network complains of is kept. */
async function openWindow(viewport = WIDE, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await (await browser.newContext({ viewport, colorScheme, baseURL: platform.portalUrl })).newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(platform.portalUrl)) complaints.push(`${page.url()} asked for ${request.url()}`);
  });
  return page;
}

async function login(page: Page, level: 'platform' | 'brand' | 'client', username: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(platform.secret(`login:${username}`));
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname.startsWith(`/${level}/`) && !url.pathname.endsWith('/login'));
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = join(platform.folder, 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const headsOf = async (page: Page): Promise<readonly string[]> => page.getByRole('columnheader').allInnerTexts();
const callPath = (level: string): string => `/${level}/billable-calls/${String(row['id'])}`;

describe('the portal of a brand', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openWindow();
  });

  it('offers the four levels and leads through the login back to the wanted screen', async () => {
    await page.goto('/');
    for (const level of ['Platform', 'Brand', 'Client', 'User'])
      expect(await page.getByRole('link', { name: new RegExp(`^${level}`) }).count()).toBe(1);
    await page.goto(callPath('brand'));
    await login(page, 'brand', 'northwind');
    expect(new URL(page.url()).pathname).toBe(callPath('brand'));
  });

  it('lists the rated call with price, cost and carrier, and finds it by the called number', async () => {
    await page.getByRole('link', { name: 'Calls', exact: true }).first().click();
    await page.getByRole('searchbox', { name: 'Callee' }).fill(CALLEE);
    await page.waitForURL((url) => url.searchParams.get('callee[contains]') === CALLEE);
    const rows = page.locator('tbody').getByRole('row').filter({ hasText: CALLEE });
    await rows.first().waitFor();
    // The former rows stay until the new ones are there.
    await expect.poll(() => page.locator('tbody').getByRole('row').filter({ hasNotText: CALLEE }).count()).toBe(0);
    expect(await headsOf(page)).toEqual(expect.arrayContaining(['Price', 'Cost', 'Carrier', 'Cause']));
    expect(await rows.first().innerText()).toMatch(/Aurora[\s\S]*Spain[\s\S]*EUR[\s\S]*Carrier One[\s\S]*normal-clearing/);
    await picture(page, 'brand-calls');
  });

  it('shows no call where none matches, and gets them back', async () => {
    await page.getByLabel('Cause').selectOption('media-timeout');
    await page.getByText('No billable calls match the filters').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await page.locator('tbody').getByRole('row').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('opens the call with its price, the gateways tried and every step of the decision', async () => {
    await page.goto(callPath('brand'));
    const charge = page.getByRole('region', { name: 'Charge' });
    await charge.getByText('Cost').waitFor();
    expect(await charge.innerText()).toContain(String(row['price']).replace(/0{1,2}$/, ''));
    expect(await page.getByRole('region', { name: 'Gateways tried' }).innerText()).toMatch(/200 answered\s+Carrier One/);
    const decision = page.getByRole('region', { name: 'Decision' });
    for (const step of ['client', 'rate', 'routes', 'carriers', 'gateways'])
      await decision.getByText(step, { exact: true }).first().waitFor();
    expect(await decision.innerText()).toContain('longest prefix');
    await picture(page, 'brand-call');
  });

  it('simulates the same call to the same gateways', async () => {
    await page.getByRole('link', { name: 'Simulate a call' }).first().click();
    await page.getByRole('combobox', { name: 'Client' }).fill('Auro');
    await page.getByRole('option', { name: 'Aurora' }).click();
    await page.getByRole('textbox', { name: 'Number' }).fill('911 001 515');
    await page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await page.getByText('The call goes out').waitFor();
    expect(await page.getByRole('region', { name: 'Outcome' }).innerText()).toMatch(/Carrier One[\s\S]*Carrier Two/);
    await picture(page, 'brand-simulation');
  });

  it('names the broken rule at the field and sends nothing', async () => {
    await page.goto('/brand/carriers/new');
    await page.getByLabel('Max calls').fill('many');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Max calls must be a whole number from 0 to 100000').waitFor();
    expect(await page.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Max calls').getAttribute('aria-invalid')).toBe('true');
    await picture(page, 'brand-form');
  });

  it('fits a phone, and has a dark face', async () => {
    const small = await openWindow(PHONE, 'dark');
    await small.goto(callPath('brand'));
    await login(small, 'brand', 'northwind');
    await small.getByRole('region', { name: 'Decision' }).waitFor();
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await picture(small, 'brand-call-phone');
    await small.goto('/brand/billable-calls');
    await small.locator('tbody').getByRole('row').first().waitFor();
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await picture(small, 'brand-calls-phone');
  });

  it('logs out, and a reload does not bring the session back', async () => {
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForURL((url) => url.pathname === '/brand/login' && url.search === '');
    await page.goto('/brand/carriers');
    await page.waitForURL((url) => url.pathname === '/brand/login');
  });
});

describe('the portal of a client', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openWindow();
    await page.goto('/client');
    await login(page, 'client', 'aurora');
  });

  it('lists its own calls with the price, without cost and carrier', async () => {
    await page.getByRole('searchbox', { name: 'Callee' }).fill(CALLEE);
    await page.locator('tbody').getByRole('row').filter({ hasText: CALLEE }).first().waitFor();
    const heads = await headsOf(page);
    expect(heads).toContain('Price');
    for (const hidden of ['Cost', 'Carrier', 'Client']) expect(heads).not.toContain(hidden);
    await picture(page, 'client-calls');
  });

  it('opens the call and shows why it cost what it cost, but no carrier', async () => {
    await page.getByRole('link', { name: CALLEE }).first().click();
    await page.getByRole('region', { name: 'Decision' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain('longest prefix');
    expect(text).toContain('Northwind Retail');
    expect(text).not.toMatch(/Carrier (One|Two|Auth)|\bCost\b|Gateways tried/);
    await picture(page, 'client-call');
  });

  it('has no screens of carriers and rates', async () => {
    expect(await page.getByRole('navigation', { name: 'Main' }).innerText()).not.toMatch(
      /Carrier|Rating plan|Destination rate|Outgoing routing/,
    );
    await page.goto('/client/carriers');
    await page.getByText('There is no such screen').waitFor();
  });
});

describe('the portal of the platform', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openWindow();
    await page.goto('/platform/brands');
    await login(page, 'platform', 'admin');
  });

  it('shows the own login: profile, password, second factor, sessions, keys', async () => {
    await page.getByRole('link', { name: 'admin', exact: true }).click();
    for (const name of ['Profile', 'Password', 'Second factor', 'Sessions', 'API keys']) await page.getByRole('region', { name }).waitFor();
    await page.getByRole('region', { name: 'Sessions' }).getByText('this one').waitFor();
    await picture(page, 'platform-my-login');
  });

  it('leads down into the portal of a brand, which says all the time who is really there', async () => {
    await page.goto('/platform/brands');
    await page.getByRole('link', { name: 'Northwind Telecom' }).first().click();
    await page.getByRole('button', { name: 'Open the portal of this brand' }).click();
    await page.getByText(/You are admin and act as internal-brand-\d+/).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/brand\//);
    await picture(page, 'brand-acted-as');
    // Logging out of the lower level leaves the upper one.
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.goto('/platform/brands');
    await page.getByRole('link', { name: 'Northwind Telecom' }).first().waitFor();
  });
});

it('keeps the console of the browser clean and asks nobody else', () => {
  expect(complaints).toEqual([]);
});
