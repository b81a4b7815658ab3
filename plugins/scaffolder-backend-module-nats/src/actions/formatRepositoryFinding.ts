import { RepositoryFinding } from '@nats-portal/plugin-nats-flux';

/** A finding on one line, with its place as editors and terminals open it. */
export function formatRepositoryFinding({
  file,
  line,
  column,
  path,
  message,
  id,
}: RepositoryFinding): string {
  const subject = path ? `${path}: ` : '';
  return `${file}:${line}:${column}: ${subject}${message} (${id})`;
}
