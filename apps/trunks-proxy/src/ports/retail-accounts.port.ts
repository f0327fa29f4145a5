/** Where a retail account is registered: its name and the SIP domain of its brand. */
export interface RetailAccounts {
  readonly byId: (id: number) => Promise<{ readonly name: string; readonly domain: string } | undefined>;
}
