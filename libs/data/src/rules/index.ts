import { refused } from '../errors.js';
import { carrierLogin, ipAddress, profileOwner } from './carriers.js';
import { clientDomain, domainFrozen, domainOwner } from './client-domain.js';
import { accountName, clientType, userLogin } from './endpoints.js';
import { ddiRoute, extensionRoute, routingCarrier } from './routes.js';
import type { Rule, Write } from './rule.js';
import { administratorTenant, knownTimezone } from './text-values.js';
import { ruleExpression } from './transformation-rules.js';

export const RULES: readonly Rule[] = [
  clientDomain,
  domainOwner,
  domainFrozen,
  clientType,
  accountName,
  userLogin,
  extensionRoute,
  ddiRoute,
  routingCarrier,
  profileOwner,
  carrierLogin,
  ipAddress,
  ruleExpression,
  knownTimezone,
  administratorTenant,
];

/** Throws the code of the first broken rule with all its problems; `facts.rule` is its sentence, `facts.errors` the fields. */
export async function checkRules(write: Write): Promise<void> {
  for (const rule of RULES) {
    if (!rule.on.includes(write.name)) continue;
    const problems = await rule.check(write);
    if (problems.length > 0) throw refused(rule.code ?? 'rule-broken', problems);
  }
}
