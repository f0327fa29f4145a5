import { CodedError } from '@switchyard/kernel';
import { RESOURCES, type ResourceName } from '@switchyard/model';

/** A resource's name as its literal type; anything else is a slip of ours. */
export function resourceNameOf(name: string): ResourceName {
  if (Object.hasOwn(RESOURCES, name)) return name as ResourceName;
  throw new CodedError('resource-unknown', `there is no resource '${name}'`, { name });
}
