/** Fields that numbers, providers, routing and billing share, word for word. */
const ref = <const T extends string>(to: T, label: string) => ({ kind: 'ref', to, label }) as const;

export const description = { kind: 'text', label: 'Description', max: 500, default: '' } as const;
/** How a person reads the row in other languages; `name` stands in where there is none. */
export const names = { kind: 'texts', label: 'Name by language', max: 100, nullable: true } as const;
export const transformationRuleSetId = { ...ref('transformationRuleSet', 'Transformation rule set'), nullable: true } as const;
export const routingTagId = { ...ref('routingTag', 'Routing tag'), nullable: true } as const;
export const proxyTrunkId = {
  ...ref('proxyTrunk', 'Signalling address'),
  nullable: true,
  help: 'Empty: the main address of the trunks proxy',
} as const;
export const mediaRelaySetId = { ...ref('mediaRelaySet', 'Media relay set'), nullable: true, help: 'Empty: that of the client' } as const;
export const carrierIdOrNull = { ...ref('carrier', 'Carrier'), nullable: true, inList: true } as const;
export const countryId = { ...ref('country', 'Country'), nullable: true } as const;
/** Set by the platform as it works: never in a body. */
export const ro = { readOnly: true } as const;

export const brandOnly = { platform: 'none', brand: 'write', client: 'none', user: 'none' } as const;
/** Configuration of a brand that every process holds in memory. */
export const brandConfig = { scope: { brand: 'brandId' }, levels: brandOnly, inSnapshot: true } as const;
/** The same, read only when somebody asks for it. */
export const brandBook = { scope: { brand: 'brandId' }, levels: brandOnly, inSnapshot: false } as const;
