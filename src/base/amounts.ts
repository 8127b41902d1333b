const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A size for people, in steps of 1,024 as VS Code's own views count: "812 bytes", "3.2 MB", "48 MB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.round(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) return count(value, 'byte');
  const digits = value < 9.95 ? 1 : 0;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${units[unit]}`;
}

/** "1 file", "3 files", "12,000 files". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
