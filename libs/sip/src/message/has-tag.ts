/** Whether a From or To value carries a tag, without reading the whole address. */
export function hasTag(address: string): boolean {
  const end = address.lastIndexOf('>');
  return /;\s*tag\s*=/i.test(end < 0 ? address : address.slice(end));
}
