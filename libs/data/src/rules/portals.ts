import {
  NOTIFICATION_PLACEHOLDERS,
  PROVISIONING_PLACEHOLDERS,
  templateFault,
  type FieldProblem,
  type NotificationType,
} from '@switchyard/model';
import { findRow } from '../repository/stored-row.js';
import { problem, type Rule } from './rule.js';

/** Which tenant a portal must and must not name, by its level. */
const PORTAL_TENANT = {
  platform: { brandId: false, clientId: false },
  brand: { brandId: true, clientId: false },
  client: { brandId: true, clientId: undefined },
  user: { brandId: true, clientId: undefined },
} as const;

/** IV-12, IV-13: the portal of a level belongs to a tenant of that level; brands make portals for those below them only. */
export const portalTenant: Rule = {
  name: 'portal-tenant',
  on: ['webPortal'],
  check: (write) => {
    const level = write.after['level'] as keyof typeof PORTAL_TENANT;
    const problems: FieldProblem[] = [];
    if (write.ctx.scope.level === 'brand' && (level === 'platform' || level === 'brand'))
      problems.push(problem(write, 'level', 'must be client or user, the others are made by the platform'));
    for (const [field, isNeeded] of Object.entries(PORTAL_TENANT[level])) {
      const isGiven = write.after[field] !== null && write.after[field] !== undefined;
      if (isNeeded !== undefined && isNeeded !== isGiven)
        problems.push(problem(write, field, isNeeded ? `must be given for a ${level} portal` : `must be empty for a ${level} portal`));
    }
    return problems;
  },
};

/** A text can say what its message knows, and nothing else. */
export const notificationPlaceholders: Rule = {
  name: 'notification-placeholders',
  on: ['notificationTemplateContent'],
  check: async (write) => {
    const template = await findRow(write.manager, 'notificationTemplate', { id: write.after['notificationTemplateId'] });
    const known = NOTIFICATION_PLACEHOLDERS[template?.['type'] as NotificationType];
    return ['fromName', 'subject', 'body'].flatMap((field) => {
      const text = write.after[field];
      const fault = typeof text === 'string' ? templateFault(text, known) : undefined;
      return fault === undefined ? [] : [problem(write, field, fault)];
    });
  },
};

/** The texts of a template are of the tenant of the template. */
export const notificationOwner: Rule = {
  name: 'notification-owner',
  on: ['notificationTemplateContent'],
  check: async (write) => {
    const template = await findRow(write.manager, 'notificationTemplate', { id: write.after['notificationTemplateId'] });
    return (template?.['brandId'] ?? null) === (write.after['brandId'] ?? null)
      ? []
      : [problem(write, 'notificationTemplateId', 'must be a template of the same brand')];
  },
};

const PLACEHOLDER = /\{([^{}]*)\}/g;
/** Templates are text with the placeholders of provisioning; the personal address must tell one phone from another. */
export const modelTemplates: Rule = {
  name: 'model-templates',
  on: ['terminalModel'],
  check: (write) => {
    const problems: FieldProblem[] = [];
    for (const field of ['genericTemplate', 'specificTemplate']) {
      const source = write.after[field];
      const fault = typeof source === 'string' ? templateFault(source, PROVISIONING_PLACEHOLDERS) : undefined;
      if (fault !== undefined) problems.push(problem(write, field, fault));
    }
    const generic = write.after['genericUrlPattern'];
    const specific = write.after['specificUrlPattern'];
    if (typeof generic === 'string' && /[{}]/.test(generic)) problems.push(problem(write, 'genericUrlPattern', 'must have no placeholder'));
    if (typeof specific === 'string') {
      const names = [...specific.matchAll(PLACEHOLDER)].map(([, inner]) => inner);
      if (names.length !== 1 || names[0] !== 'mac' || specific.replaceAll('{mac}', '').match(/[{}]/))
        problems.push(problem(write, 'specificUrlPattern', 'must have {mac} once and no other placeholder'));
    }
    for (const [template, pattern] of [
      ['genericTemplate', 'genericUrlPattern'],
      ['specificTemplate', 'specificUrlPattern'],
    ] as const)
      if (typeof write.after[template] === 'string' && typeof write.after[pattern] !== 'string')
        problems.push(problem(write, pattern, 'must be given with a template'));
    return problems;
  },
};
