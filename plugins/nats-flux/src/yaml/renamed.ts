/**
 * A name that the skeleton made of its own name, with another in its place:
 * `nats` and `nats-server-tls` follow `nats`, and `natsbox` does not.
 */
export function renamed(text: string, from: string, to: string): string {
  if (text === from) {
    return to;
  }
  return text.startsWith(`${from}-`) ? `${to}${text.slice(from.length)}` : text;
}
