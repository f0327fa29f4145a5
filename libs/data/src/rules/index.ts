import { refused } from '../errors.js';
import { CARRIER_RULES } from './carriers.js';
import { clientDomain, domainFrozen, domainOwner } from './client-domain.js';
import { CLIENT_RULES } from './client-rules.js';
import { INVOICE_RULES } from './invoices.js';
import { LOGIN_RULES } from './logins.js';
import { NUMBER_RULES } from './numbers.js';
import { modelTemplates, notificationOwner, notificationPlaceholders, portalTenant } from './portals.js';
import { webhookAddress } from './outbound-address.js';
import { exchangedCurrencies, knownCurrency } from './reference-data.js';
import type { Rule, Write } from './rule.js';
import {
  brandFeatureInUse,
  brandSetInUse,
  brandSets,
  chosenInfrastructure,
  clientFeatureInUse,
  clientFeatures,
  clientTypeFields,
  notificationType,
  staticServer,
} from './tenants.js';
import { administratorTenant, knownTimezone } from './text-values.js';
import { ruleExpression } from './transformation-rules.js';

export const RULES: readonly Rule[] = [
  clientDomain,
  domainOwner,
  domainFrozen,
  ...CLIENT_RULES,
  ...NUMBER_RULES,
  ...CARRIER_RULES,
  ...INVOICE_RULES,
  ruleExpression,
  knownTimezone,
  administratorTenant,
  ...LOGIN_RULES,
  clientFeatures,
  clientTypeFields,
  brandFeatureInUse,
  clientFeatureInUse,
  brandSets,
  brandSetInUse,
  chosenInfrastructure,
  staticServer,
  notificationType,
  portalTenant,
  notificationOwner,
  notificationPlaceholders,
  modelTemplates,
  webhookAddress,
  knownCurrency,
  exchangedCurrencies,
];

/** Throws the code of the first broken rule with all its problems; `facts.rule` is its sentence, `facts.errors` the fields. */
export async function checkRules(write: Write): Promise<void> {
  for (const rule of RULES) {
    if (!rule.on.includes(write.name)) continue;
    const problems = await rule.check(write);
    if (problems.length > 0) throw refused(rule.code ?? 'rule-broken', problems);
  }
}
