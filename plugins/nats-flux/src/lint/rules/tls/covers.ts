/** True where a certificate's name stands for a host; an asterisk is one label. */
export function covers(pattern: string, host: string): boolean {
  if (pattern.toLowerCase() === host.toLowerCase()) {
    return true;
  }
  const [first, ...rest] = pattern.split('.');
  return first === '*' && rest.join('.') === host.split('.').slice(1).join('.');
}
