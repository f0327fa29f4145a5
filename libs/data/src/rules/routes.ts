import { problem, type Rule, type Write } from './rule.js';

/** Exactly the target of the chosen route type is set, all others are empty. */
function onlyTarget(write: Write, targets: Readonly<Record<string, string>>) {
  const type = String(write.after['routeType']);
  return Object.entries(targets).flatMap(([routeType, field]) => {
    const isSet = write.after[field] !== null && write.after[field] !== undefined;
    if (isSet === (routeType === type)) return [];
    return [problem(write, field, isSet ? `must be empty when the route is ${type}` : `must be given when the route is ${type}`)];
  });
}

export const extensionRoute: Rule = {
  name: 'extension-route',
  on: ['extension'],
  check: (write) => onlyTarget(write, { user: 'userId', number: 'routeNumber' }),
};

/** A number of the pool leads nowhere: it has no client whose phones it could ring. */
export const ddiRoute: Rule = {
  name: 'ddi-route',
  on: ['ddi'],
  check: (write) =>
    write.after['clientId'] === null && write.after['routeType'] !== 'none'
      ? [problem(write, 'routeType', 'must be none while no client has the number')]
      : onlyTarget(write, { user: 'userId', residential: 'residentialDeviceId', retail: 'retailAccountId' }),
};

/** A static routing names its carrier; LCR has its list and a block has none. */
export const routingCarrier: Rule = {
  name: 'routing-carrier',
  on: ['outgoingRouting'],
  check: (write) => {
    const isStatic = write.after['routingMode'] === 'static';
    const hasCarrier = write.after['carrierId'] !== null && write.after['carrierId'] !== undefined;
    if (isStatic === hasCarrier) return [];
    return [problem(write, 'carrierId', isStatic ? 'must be given in static mode' : 'must be empty, only static mode has it')];
  },
};
