export function readSettingsFile(path?: string): Record<string, string>;
export function readSettings(path?: string): Record<string, string>;
